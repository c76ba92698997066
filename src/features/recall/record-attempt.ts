import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { AttemptOutcome, Channel } from '#domain/lot/recall-case.ts'
import { parseLocale } from '#words/locale.ts'
import { findRecall, wasReached, wordsOf } from './queries.ts'

export interface Attempt {
  readonly recallId: string
  readonly patientId: string
  readonly channel: Channel
  readonly outcome: AttemptOutcome
  readonly remark: string
}

export type AttemptRefusal = { readonly reason: 'not-found' | 'drill-tells-nobody' }

/**
 * Writes down that somebody was told, or that it was tried, with the words that were to be said. A fact: it is kept of a
 * recall that was signed off, too. Of whom the recall did not reach nothing is kept, whatever id is sent (K34).
 */
export const recordAttempt = async (
  tx: Transaction,
  actor: StaffActor,
  { recallId, patientId, ...attempt }: Attempt,
): Promise<Outcome<{ attemptId: string }, AttemptRefusal>> => {
  const { clinicId } = actor
  const recall = await findRecall(tx, clinicId, recallId)
  if (recall === null) return refused({ reason: 'not-found' })
  if (recall.kind === 'drill') return refused({ reason: 'drill-tells-nobody' })
  if (!(await wasReached(tx, clinicId, recallId, patientId))) return refused({ reason: 'not-found' })
  const { locale } = await tx.patient.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: patientId } },
    select: { locale: true },
  })
  const message = (await wordsOf(tx, clinicId, recall))[parseLocale(locale)]
  const { id } = await tx.recallAttempt.create({
    data: { clinicId, recallId, patientId, ...attempt, message, byIdentityId: asIdentity(actor), byName: actor.name },
    select: { id: true },
  })
  return done(
    { attemptId: id },
    {
      action: 'record-recall-attempt',
      entityType: 'Recall',
      entityId: recallId,
      patientId,
      detail: { attemptId: id, channel: attempt.channel, outcome: attempt.outcome },
    },
  )
}
