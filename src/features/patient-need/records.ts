import type { PatientNeed } from '#domain/appointment/needs.ts'
import { needsTouched, type VisitAsBooked } from '#domain/appointment/unmet-needs.ts'
import type { ComingVisit } from '../appointment/queries.ts'
import type { CannotStay, closeTasksOfVisits, ListedVisit } from '../task/records.ts'

type Closing = Parameters<typeof closeTasksOfVisits>[2]

interface Touched {
  readonly broken: readonly CannotStay[]
  readonly mended: Closing
}

const aboutOf = (need: PatientNeed): string => (need.kind === 'interpreter' ? need.language : '')

/**
 * Which coming visits are no more, or are again, as their patients need them, when who or what they are with is otherwise
 * than it was. The cause is the need: when its patient ends it, the visit can stay.
 */
export const visitsWithTouchedNeeds = (
  visits: readonly ComingVisit[],
  change: { readonly before: Partial<VisitAsBooked>; readonly after: Partial<VisitAsBooked> },
): Touched => {
  const touched = visits.map((visit) => ({
    visit: visit satisfies ListedVisit,
    ...needsTouched(visit.needs, { ...visit, ...change.before }, { ...visit, ...change.after }),
  }))
  return {
    broken: touched.flatMap(({ visit, broken }) =>
      broken.map((need) => ({
        visit,
        cause: { why: `need-${need.kind}` as const, causeId: need.id, about: aboutOf(need) },
      })),
    ),
    mended: touched.flatMap(({ visit, mended }) =>
      mended.map((need) => ({ appointmentId: visit.id, causeId: need.id })),
    ),
  }
}
