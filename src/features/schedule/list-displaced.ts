import type { Transaction } from '#db/client.ts'
import { displaced, outside } from '#domain/availability/displaced.ts'
import { closeTasksOfCause, listWhatCannotStay, type VisitsAffected } from '../task/records.ts'
import type { KnownSubject, Place } from './queries.ts'
import { openingOf, type StoredOpening } from './read-openings.ts'
import { type VisitThere, visitsThere } from './visits-there.ts'

interface HoursChange {
  readonly known: KnownSubject
  readonly place: Place
  readonly before: StoredOpening
  readonly after: StoredOpening
  readonly seen: number | null
  readonly nowMs: number
}

/** As the list shows it: its own beginning, whatever room it needs around it. */
export const asListed = ({ visitStartMs, ...visit }: VisitThere) => ({ ...visit, startMs: visitStartMs })

/**
 * Coming visits that changed hours leave outside go on the to-do list once they have been seen; those that stand inside
 * again leave it.
 */
export const listDisplaced = async (
  tx: Transaction,
  clinicId: string,
  { known, place, before, after, seen, nowMs }: HoursChange,
): Promise<VisitsAffected | null> => {
  const { subject, name } = known
  const visits = await visitsThere(tx, clinicId, subject, place.id, nowMs)
  const change = { before: openingOf(before), after: openingOf(after) }
  const newly = displaced(visits, subject.kind, place.timeZone, change)
  const cause = { why: 'hours', causeId: `hours ${subject.id} ${place.id}`, about: name } as const
  const unseen = await listWhatCannotStay(tx, clinicId, newly.map(asListed), cause, seen)
  if (unseen !== null) return unseen
  const still = outside(visits, subject.kind, place.timeZone, change.after)
  await closeTasksOfCause(tx, clinicId, cause.causeId, { butOf: still.map(({ id }) => id) })
  return null
}
