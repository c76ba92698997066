import { editAction } from '#db/audit.ts'
import { lockAgainstClaims } from '#db/claims.ts'
import type { Database, Transaction } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { isAwayAt } from '#domain/appointment/attendant-away.ts'
import { changedFields } from '#lib/changed.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { comingVisitsOf } from '../appointment/queries.ts'
import { closeTasksOfCause, listEachThatCannotStay, type VisitsAffected } from '../task/records.ts'
import { lockAttendant } from './queries.ts'
import type { AttendantSetup, AttendantToSave } from './schema.ts'

export type AttendantRefusal =
  | { readonly reason: 'not-found' }
  | { readonly reason: 'stale-version' }
  | { readonly reason: 'faulty'; readonly field: 'languages'; readonly fault: 'no-language' }
  | { readonly reason: 'faulty'; readonly field: 'awayUntil'; readonly fault: 'ends-before-it-begins' }
  | VisitsAffected

/** Writes down a chaperone or interpreter, new or as they are from now on. Visits of one who goes are put on the to-do list. */
export const saveAttendant = (
  database: Database,
  actor: StaffActor,
  { requestId, ...wanted }: AttendantToSave & { readonly requestId: string },
  nowMs: number,
) =>
  runCommand<{ id: string; version: number }, AttendantRefusal>(
    database,
    actor,
    { command: `save-attendant ${fingerprint(wanted)}`, requestId },
    async (tx) => {
      const { clinicId } = actor
      const { existing, affectedSeen, ...typed } = wanted
      const attendant = { ...typed, languages: typed.kind === 'chaperone' ? [] : [...new Set(typed.languages)].sort() }
      if (existing !== null) await lockAgainstClaims(tx, clinicId, [existing.id])
      const before = existing === null ? null : await lockAttendant(tx, clinicId, existing.id)
      if (existing !== null && before === null) return refused({ reason: 'not-found' } as const)
      if (before !== null && before.version !== existing?.version) return refused({ reason: 'stale-version' } as const)
      if (attendant.kind === 'interpreter' && attendant.languages.length === 0)
        return refused({ reason: 'faulty', field: 'languages', fault: 'no-language' } as const)
      if (typed.awayUntil !== null && typed.awayUntil < (typed.awayFrom ?? '9999'))
        return refused({ reason: 'faulty', field: 'awayUntil', fault: 'ends-before-it-begins' } as const)
      const unseen =
        before === null ? null : await listAffected(tx, clinicId, before, attendant, { affectedSeen, nowMs })
      if (unseen !== null) return refused(unseen)
      const saved =
        before === null ? await insert(tx, clinicId, attendant) : await update(tx, clinicId, before, attendant)
      return done(saved, {
        action: editAction('attendant', before, attendant),
        entityType: 'Attendant',
        entityId: saved.id,
        detail: { version: saved.version, changed: before === null ? [] : changedFields({ ...before }, attendant) },
      })
    },
  )

type Shape = Omit<AttendantToSave, 'existing' | 'affectedSeen'>

/** Who no longer speaks a language, or does something else, may have gone for those who count on them; who is away has for a while. */
const listAffected = async (
  tx: Transaction,
  clinicId: string,
  before: AttendantSetup,
  after: Shape,
  { affectedSeen, nowMs }: { readonly affectedSeen: number | null; readonly nowMs: number },
): Promise<VisitsAffected | null> => {
  const stays =
    after.active && after.kind === before.kind && before.languages.every((one) => after.languages.includes(one))
  const changesAway = after.awayFrom !== before.awayFrom || after.awayUntil !== before.awayUntil
  if (stays && !changesAway && before.active) return null
  const coming = await comingVisitsOf(tx, clinicId, [before.id], nowMs)
  const away = coming.filter(({ startMs, timeZone }) => isAwayAt(after, startMs, timeZone))
  const newlyAway = away.filter(({ startMs, timeZone }) => !isAwayAt(before, startMs, timeZone))
  const retired = { why: 'retired', causeId: before.id, about: before.name } as const
  const closed = { why: 'closed', causeId: `away ${before.id}`, about: before.name } as const
  const found = [
    ...(!stays && before.active ? coming : []).map((visit) => ({ visit, cause: retired })),
    ...newlyAway.map((visit) => ({ visit, cause: closed })),
  ]
  const unseen = await listEachThatCannotStay(tx, clinicId, found, affectedSeen)
  if (unseen !== null) return unseen
  if (stays && !before.active) await closeTasksOfCause(tx, clinicId, retired.causeId)
  if (changesAway) await closeTasksOfCause(tx, clinicId, closed.causeId, { butOf: away.map(({ id }) => id) })
  return null
}

const asDate = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`))

const dataOf = ({ awayFrom, awayUntil, ...attendant }: Shape) => ({
  ...attendant,
  ...{ awayFrom: asDate(awayFrom), awayUntil: asDate(awayUntil) },
})

const insert = async (tx: Transaction, clinicId: string, attendant: Shape) => {
  const { id } = await tx.resource.create({ data: { clinicId, kind: 'attendant' }, select: { id: true } })
  return tx.attendant.create({ data: { clinicId, id, ...dataOf(attendant) }, select: { id: true, version: true } })
}

const update = (tx: Transaction, clinicId: string, { id, version }: AttendantSetup, attendant: Shape) =>
  tx.attendant.update({
    where: { clinicId_id: { clinicId, id } },
    data: { ...dataOf(attendant), version: version + 1 },
    select: { id: true, version: true },
  })
