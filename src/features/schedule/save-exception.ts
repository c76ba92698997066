import type { Database, Transaction } from '#db/client.ts'
import { done, type Outcome, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { closedOver } from '#domain/availability/displaced.ts'
import type { Interval } from '#domain/time/interval.ts'
import { momentMs } from '#domain/time/wall-moment.ts'
import { changedFields } from '#lib/changed.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { uuidv7 } from '#lib/ids.ts'
import { closeTasksOfCause, listWhatCannotStay, type VisitsAffected } from '../task/records.ts'
import { asListed, listDisplaced } from './list-displaced.ts'
import { type KnownSubject, ownerOf, type Place, storedSubjectOf, subjectOf } from './queries.ts'
import { storedOpeningOf } from './read-openings.ts'
import type { ExceptionToSave } from './schema.ts'
import { lockSubject, visitsThere } from './visits-there.ts'

export type ExceptionRefusal =
  | { readonly reason: 'not-found' }
  | { readonly reason: 'stale-version' }
  | { readonly reason: 'over' }
  | { readonly reason: 'faulty'; readonly fault: 'ends-before-it-begins' | 'no-such-time' | 'where' }
  | VisitsAffected

interface Saving {
  readonly wanted: ExceptionToSave
  readonly known: KnownSubject
  /** null: everywhere */
  readonly place: Place | null
  readonly during: Interval
  readonly nowMs: number
}

/**
 * Writes down an absence, a holiday, a room out of use or extra hours, new or changed. Who closes over coming visits sees
 * first whom that concerns (G8); then the visits go on the to-do list, and stay booked until somebody has moved them.
 */
export const saveException = (
  database: Database,
  actor: StaffActor,
  { requestId, ...wanted }: ExceptionToSave & { readonly requestId: string },
  nowMs: number,
) =>
  runCommand<{ id: string; version: number }, ExceptionRefusal>(
    database,
    actor,
    { command: `save-exception ${fingerprint(wanted)}`, requestId },
    async (tx) => {
      const known = await subjectOf(tx, actor, wanted.subject)
      if (known === null) return refused({ reason: 'not-found' } as const)
      const stretch = stretchOf(wanted, known)
      if ('reason' in stretch) return refused(stretch)
      await lockSubject(tx, actor.clinicId, wanted.subject)
      return saveLocked(tx, actor, { wanted, known, ...stretch, nowMs })
    },
  )

/** Somebody who is away everywhere is so on the wall of the clinic's first location, and is shown it on that one again. */
export const zoneOf = ({ locations }: KnownSubject, place: Place | null): string =>
  (place ?? [...locations].sort((a, b) => (a.id < b.id ? -1 : 1))[0])?.timeZone ?? 'UTC'

const stretchOf = (
  { subject, kind, locationId, from, until }: ExceptionToSave,
  known: KnownSubject,
): Pick<Saving, 'place' | 'during'> | ExceptionRefusal => {
  const place = known.locations.find(({ id }) => id === locationId) ?? null
  const everywhere = subject.kind === 'practitioner' && kind === 'closed'
  if (place === null && (locationId !== null || !everywhere)) return { reason: 'faulty', fault: 'where' }
  const zone = zoneOf(known, place)
  const [startMs, endMs] = [momentMs(from, zone, 'begins'), momentMs(until, zone, 'ends')]
  if (startMs === null || endMs === null) return { reason: 'faulty', fault: 'no-such-time' }
  if (endMs <= startMs) return { reason: 'faulty', fault: 'ends-before-it-begins' }
  return { place, during: { startMs, endMs } }
}

const saveLocked = async (
  tx: Transaction,
  actor: StaffActor,
  saving: Saving,
): Promise<Outcome<{ id: string; version: number }, ExceptionRefusal>> => {
  const { clinicId, identityId } = actor
  const { wanted, place, during } = saving
  const { existing, subject, kind, reason } = wanted
  const before =
    existing === null
      ? null
      : await tx.scheduleException.findUnique({ where: { clinicId_id: { clinicId, id: existing.id } } })
  if (existing !== null && (before === null || before.kind !== kind || !isOf(storedSubjectOf(before), subject)))
    return refused({ reason: 'not-found' } as const)
  if (before !== null && before.version !== existing?.version) return refused({ reason: 'stale-version' } as const)
  const id = before?.id ?? uuidv7()
  const unseen = await (kind === 'closed'
    ? listClosedOver(tx, clinicId, id, saving)
    : listNoLongerOpen(tx, clinicId, id, saving))
  if (unseen !== null) return refused(unseen)
  const data = {
    ...{ locationId: place?.id ?? null, startsAt: new Date(during.startMs), endsAt: new Date(during.endMs), reason },
    version: (before?.version ?? 0) + 1,
  }
  if (before !== null) await tx.scheduleException.update({ where: { clinicId_id: { clinicId, id } }, data })
  else
    await tx.scheduleException.create({
      data: { clinicId, id, kind, ...ownerOf(subject), byIdentityId: identityId, ...data },
    })
  return done(
    { id, version: data.version },
    {
      action: `${before === null ? 'add' : 'change'}-${kind === 'closed' ? 'closing' : 'extra-hours'}`,
      entityType: 'ScheduleException',
      entityId: id,
      detail: {
        ...{ version: data.version, subjectKind: subject.kind, subjectId: subject.id },
        ...{ from: data.startsAt.toISOString(), until: data.endsAt.toISOString() },
        ...(before !== null && { changed: changedFields({ ...before }, data) }),
      },
    },
  )
}

const isOf = (a: { kind: string; id: string }, b: { kind: string; id: string }): boolean =>
  a.kind === b.kind && a.id === b.id

/** The visits that the closing falls on; those that a changed one does not fall on any more leave the list. */
const listClosedOver = async (
  tx: Transaction,
  clinicId: string,
  id: string,
  { wanted, known, place, during, nowMs }: Saving,
): Promise<VisitsAffected | null> => {
  const visits = await visitsThere(tx, clinicId, known.subject, place?.id ?? null, nowMs)
  const hit = closedOver(visits, during).map(asListed)
  const cause = { why: 'closed', causeId: id, about: `${known.name}: ${wanted.reason}` } as const
  const unseen = await listWhatCannotStay(tx, clinicId, hit, cause, wanted.affectedSeen)
  if (unseen !== null) return unseen
  await closeTasksOfCause(tx, clinicId, id, { butOf: hit.map((visit) => visit.id) })
  return null
}

/** Extra hours that become others may leave visits outside. */
const listNoLongerOpen = async (
  tx: Transaction,
  clinicId: string,
  id: string,
  { wanted, known, place, during, nowMs }: Saving,
): Promise<VisitsAffected | null> => {
  if (place === null) return null
  const before = await storedOpeningOf(tx, clinicId, known.subject, place.id, nowMs)
  const exceptions = [...before.exceptions.filter((one) => one.id !== id), { id, kind: 'open', ...during }]
  return listDisplaced(tx, clinicId, {
    ...{ known, place, nowMs, seen: wanted.affectedSeen },
    before,
    after: { ...before, exceptions },
  })
}
