import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { putInOutbox } from '#features/communication/records.ts'
import { findRecall, peopleToWriteTo } from './queries.ts'
import type { AttemptRefusal } from './record-attempt.ts'

/**
 * Writes to somebody whom a recall reached, or to everybody who waits (null), in the recall's own words: each once of each
 * recall. What becomes of it joins the attempts. A notice of the gravest class does not wait for the morning.
 */
export const sendMessage = async (
  tx: Transaction,
  actor: StaffActor,
  { recallId, patientId }: { readonly recallId: string; readonly patientId: string | null },
  nowMs: number,
): Promise<Outcome<{ messages: number }, AttemptRefusal>> => {
  const { clinicId } = actor
  const recall = await findRecall(tx, clinicId, recallId)
  if (recall === null) return refused({ reason: 'not-found' })
  if (recall.kind === 'drill') return refused({ reason: 'drill-tells-nobody' })
  const people = await peopleToWriteTo(tx, clinicId, recallId, patientId)
  if (patientId !== null && people.length === 0) return refused({ reason: 'not-found' })
  const manner = recall.riskClass === 'I' ? 'pass' : 'after'
  let messages = 0
  for (const person of people) {
    const message = { clinicId, patientId: person, kind: 'recall', occasion: recallId, dueMs: nowMs, manner } as const
    if ((await putInOutbox(tx, message, nowMs)).isNew) messages++
  }
  return done(
    { messages },
    { action: 'send-recall-message', entityType: 'Recall', entityId: recallId, patientId, detail: { messages } },
  )
}
