import type { LeftJob } from '#db/command.ts'
import type { Actor } from '#domain/actor.ts'
import type { KnownOfVisit, VisitDeed } from '#domain/appointment/visit-notice.ts'
import { leave } from '#jobs/queue.ts'

/** What was done to a visit, or to several at once. */
export interface DoneToVisit {
  readonly deed: VisitDeed
  readonly appointmentIds: readonly string[]
  /** As it was before it was moved. */
  readonly before?: KnownOfVisit
}

/**
 * Word that a patient has to be told of what was done to a visit, for the command that does it to leave. What is said, when
 * and how is decided by the worker, so that nobody who books waits for it.
 */
export const wordOf = ({ clinicId, kind }: Actor, { deed, appointmentIds, before }: DoneToVisit): LeftJob =>
  leave('tell-of-visit', {
    ...{ clinicId, appointmentIds: [...appointmentIds], deed, byPatient: kind === 'patient', before: before ?? null },
  })
