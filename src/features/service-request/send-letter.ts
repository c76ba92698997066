import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { whyNotStep } from '#domain/outcome/referral.ts'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { localDateOf, startOfDayMs } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { enqueue } from '#jobs/queue.ts'
import { lockLetter, referralOf, replyPolicy } from './queries.ts'
import type { LetterRefusal } from './write-letter.ts'

/** The letter has gone out: from now on a reply is waited for, for as many days as the clinic says. */
export const sendLetter = async (
  tx: Transaction,
  actor: StaffActor,
  id: string,
  nowMs: number,
): Promise<Outcome<{ id: string }, LetterRefusal>> => {
  const { clinicId } = actor
  const letter = await lockLetter(tx, actor, id, nowMs)
  if (letter === null) return refused({ reason: 'not-found' })
  const problem = whyNotStep('send', referralOf(letter))
  if (problem !== null) return refused({ reason: problem })
  const zone = await clinicZone(tx, clinicId)
  const today = localDateOf(nowMs, zone)
  const policy = await replyPolicy(tx, clinicId, today)
  if (policy === null) return refused({ reason: 'no-referral-policy' })
  const dueDay = dayNumberOf(today) + policy.replyDays
  await tx.serviceRequest.update({
    where: { clinicId_id: { clinicId, id } },
    data: { sentAt: new Date(nowMs), replyDueOn: new Date(`${dateOf(dueDay)}T00:00:00Z`) },
  })
  const dueMs = startOfDayMs(dateOf(dueDay + 1), zone)
  await enqueue(tx, 'ask-after-reply', { clinicId, serviceRequestId: id }, { dueMs, nowMs })
  return done(
    { id },
    { action: 'send-letter', entityType: 'ServiceRequest', entityId: id, patientId: letter.patientId },
  )
}
