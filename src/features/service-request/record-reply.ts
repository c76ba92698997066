import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { whyNotStep } from '#domain/outcome/referral.ts'
import { closeReplyTasks } from '#features/task/records.ts'
import { lockLetter, referralOf } from './queries.ts'
import type { LetterRefusal } from './write-letter.ts'

/** Writes down what came back; nobody has to ask after it any more. */
export const recordReply = async (
  tx: Transaction,
  actor: StaffActor,
  { id, reply }: { readonly id: string; readonly reply: string },
  nowMs: number,
): Promise<Outcome<{ id: string }, LetterRefusal>> => {
  const { clinicId } = actor
  const letter = await lockLetter(tx, actor, id, nowMs)
  if (letter === null) return refused({ reason: 'not-found' })
  const problem = whyNotStep('reply', referralOf(letter))
  if (problem !== null) return refused({ reason: problem })
  await tx.serviceRequest.update({
    where: { clinicId_id: { clinicId, id } },
    data: { reply, repliedAt: new Date(nowMs), repliedByName: actor.name },
  })
  await closeReplyTasks(tx, clinicId, id)
  const { patientId } = letter
  return done({ id }, { action: 'record-reply', entityType: 'ServiceRequest', entityId: id, patientId })
}
