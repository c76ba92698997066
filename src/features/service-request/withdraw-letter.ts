import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { whyNotStep } from '#domain/outcome/referral.ts'
import { closeReplyTasks } from '#features/task/records.ts'
import { lockLetter, referralOf } from './queries.ts'
import type { LetterRefusal } from './write-letter.ts'

/** The letter is not needed after all, and why; no reply is waited for. */
export const withdrawLetter = async (
  tx: Transaction,
  actor: StaffActor,
  { id, reason }: { readonly id: string; readonly reason: string },
  nowMs: number,
): Promise<Outcome<{ id: string }, LetterRefusal>> => {
  const { clinicId } = actor
  const letter = await lockLetter(tx, actor, id, nowMs)
  if (letter === null) return refused({ reason: 'not-found' })
  const problem = whyNotStep('withdraw', referralOf(letter))
  if (problem !== null) return refused({ reason: problem })
  await tx.serviceRequest.update({
    where: { clinicId_id: { clinicId, id } },
    data: { withdrawnAt: new Date(nowMs), withdrawnReason: reason },
  })
  await closeReplyTasks(tx, clinicId, id)
  const { patientId } = letter
  return done({ id }, { action: 'withdraw-letter', entityType: 'ServiceRequest', entityId: id, patientId })
}
