import type { Transaction } from '#db/client.ts'
import type { Actor } from '#domain/actor.ts'
import type { KnownOfVisit, VisitDeed } from '#domain/appointment/visit-notice.ts'
import { enqueueLast } from '#jobs/queue.ts'

/** What was done to a visit, or to several at once. */
export interface DoneToVisit {
  readonly deed: VisitDeed
  readonly appointmentIds: readonly string[]
  /** As it was before it was moved. */
  readonly before?: KnownOfVisit
}

/**
 * Leaves word, in the transaction of the deed, that a patient has to be told of it: there if and only if the deed is. What
 * is said, when and how is decided by the worker, so that nobody who books waits for it.
 */
export const leaveWord = (
  tx: Transaction,
  { clinicId, kind }: Actor,
  { deed, appointmentIds, before }: DoneToVisit,
  nowMs: number,
): Promise<void> =>
  enqueueLast(
    tx,
    'tell-of-visit',
    { clinicId, appointmentIds: [...appointmentIds], deed, byPatient: kind === 'patient', before: before ?? null },
    { dueMs: nowMs, nowMs },
  )
