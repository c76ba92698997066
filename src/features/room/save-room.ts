import { editAction } from '#db/audit.ts'
import { lockAgainstClaims } from '#db/claims.ts'
import type { Database, Transaction } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { changedFields } from '#lib/changed.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { comingVisitsOf } from '../appointment/queries.ts'
import { visitsWithTouchedNeeds } from '../patient-need/records.ts'
import { closeTasksOfCause, closeTasksOfVisits, listEachThatCannotStay, type VisitsAffected } from '../task/records.ts'
import { lockRoom } from './queries.ts'
import type { RoomSetup, RoomToSave } from './schema.ts'

export type RoomRefusal =
  | { readonly reason: 'not-found' }
  | { readonly reason: 'stale-version' }
  | { readonly reason: 'faulty'; readonly field: 'places'; readonly fault: 'no-place' | 'place-twice' }
  | VisitsAffected

/** Writes down a room with its places, new or as they are from now on. What is given up keeps its past. */
export const saveRoom = (
  database: Database,
  actor: StaffActor,
  { requestId, ...wanted }: RoomToSave & { readonly requestId: string },
  nowMs: number,
) =>
  runCommand<{ id: string; version: number }, RoomRefusal>(
    database,
    actor,
    { command: `save-room ${fingerprint(wanted)}`, requestId },
    async (tx) => {
      const { clinicId } = actor
      const { existing, locationId, places, affectedSeen: _, ...room } = wanted
      const before = existing === null ? null : await lockWithPlaces(tx, clinicId, existing.id)
      if (existing !== null && before === null) return refused({ reason: 'not-found' } as const)
      if (before !== null && before.version !== existing?.version) return refused({ reason: 'stale-version' } as const)
      const fault = placesFault(wanted)
      if (fault !== null) return refused({ reason: 'faulty', field: 'places', fault } as const)
      const kept = before?.places.filter((place) => places.some(({ id }) => id === place.id)) ?? []
      if (kept.length !== places.filter(({ id }) => id !== null).length)
        return refused({ reason: 'not-found' } as const)
      const unseen = before === null ? null : await listAffected(tx, clinicId, before, wanted, nowMs)
      if (unseen !== null) return refused(unseen)
      const saved =
        before === null
          ? await tx.room.create({ data: { clinicId, locationId, ...room }, select: { id: true, version: true } })
          : await tx.room.update({
              where: { clinicId_id: { clinicId, id: before.id } },
              data: { ...room, version: before.version + 1 },
              select: { id: true, version: true },
            })
      await savePlaces(tx, clinicId, saved.id, places)
      return done(saved, {
        action: editAction('room', before, room),
        entityType: 'Room',
        entityId: saved.id,
        detail: {
          version: saved.version,
          changed: before === null ? [] : changedFields({ ...before }, { ...room, places }),
        },
      })
    },
  )

/** Who books there waits until the edit has ended, and the other way round. */
const lockWithPlaces = async (tx: Transaction, clinicId: string, roomId: string) => {
  const places = await tx.place.findMany({ where: { clinicId, roomId }, select: { id: true } })
  const ids = places.map(({ id }) => id)
  await lockAgainstClaims(tx, clinicId, ids)
  return lockRoom(tx, clinicId, roomId)
}

const placesFault = ({ active, places }: Pick<RoomToSave, 'active' | 'places'>): 'no-place' | 'place-twice' | null => {
  const used = places.filter((place) => place.active)
  if (active && used.length === 0) return 'no-place'
  const labels = new Set(used.map(({ label }) => label.toLocaleLowerCase()))
  return labels.size < used.length ? 'place-twice' : null
}

const inUse = ({ active, places }: Pick<RoomToSave, 'active' | 'places'>): Set<string | null> =>
  new Set(active ? places.filter((place) => place.active).map(({ id }) => id) : [])

/**
 * Coming visits in places that are given up, and those that the room does not suit any more, are shown first and put on the
 * to-do list; a place taken up again keeps its own, and what suits again may stay.
 */
const listAffected = async (
  tx: Transaction,
  clinicId: string,
  before: RoomSetup,
  wanted: RoomToSave,
  nowMs: number,
): Promise<VisitsAffected | null> => {
  const [had, has] = [inUse(before), inUse(wanted)]
  const ids = (of: ReadonlySet<string | null>) => [...of].filter((id) => id !== null)
  const gone = await comingVisitsOf(tx, clinicId, ids(had.difference(has)), nowMs)
  const retired = { why: 'retired', causeId: before.id, about: before.name } as const
  const changed = wanted.kind !== before.kind || wanted.accessible !== before.accessible
  const stays = changed ? await comingVisitsOf(tx, clinicId, ids(had.intersection(has)), nowMs) : []
  const wrongKind = stays.filter(({ neededRoom }) => neededRoom !== wanted.kind)
  const kind = { why: 'room-kind', causeId: `kind ${before.id}`, about: before.name } as const
  const needs = visitsWithTouchedNeeds(stays, {
    before: { accessible: before.accessible },
    after: { accessible: wanted.accessible },
  })
  const found = [
    ...gone.map((visit) => ({ visit, cause: retired })),
    ...wrongKind.filter(({ neededRoom }) => neededRoom === before.kind).map((visit) => ({ visit, cause: kind })),
    ...needs.broken,
  ]
  const unseen = await listEachThatCannotStay(tx, clinicId, found, wanted.affectedSeen)
  if (unseen !== null) return unseen
  await closeTasksOfVisits(tx, clinicId, needs.mended)
  if (changed) await closeTasksOfCause(tx, clinicId, kind.causeId, { butOf: wrongKind.map(({ id }) => id) })
  if (has.difference(had).size === 0) return null
  const out = before.places.map(({ id }) => id).filter((id) => !has.has(id))
  const still = await comingVisitsOf(tx, clinicId, out, nowMs)
  await closeTasksOfCause(tx, clinicId, before.id, { butOf: still.map(({ id }) => id) })
  return null
}

const savePlaces = async (
  tx: Transaction,
  clinicId: string,
  roomId: string,
  places: RoomToSave['places'],
): Promise<void> => {
  for (const { id, label, active } of places) {
    if (id !== null) {
      await tx.place.update({ where: { clinicId_id: { clinicId, id } }, data: { label, active } })
      continue
    }
    const resource = await tx.resource.create({ data: { clinicId, kind: 'place' }, select: { id: true } })
    await tx.place.create({ data: { clinicId, id: resource.id, roomId, label, active } })
  }
}
