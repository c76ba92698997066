import { editAction } from '#db/audit.ts'
import { lockAgainstClaims } from '#db/claims.ts'
import type { Database, Transaction } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { changedFields } from '#lib/changed.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { comingVisitsOf } from '../appointment/queries.ts'
import { closeTasksOfCause, listWhatCannotStay, type VisitsAffected } from '../task/records.ts'
import { lockAttendant } from './queries.ts'
import type { AttendantSetup, AttendantToSave } from './schema.ts'

export type AttendantRefusal =
  | { readonly reason: 'not-found' }
  | { readonly reason: 'stale-version' }
  | { readonly reason: 'faulty'; readonly field: 'languages'; readonly fault: 'no-language' }
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
      const unseen =
        before === null ? null : await listGivenUp(tx, clinicId, before, attendant, { affectedSeen, nowMs })
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

/** Who no longer speaks a language, or does something else, may have gone for those who count on them. */
const listGivenUp = async (
  tx: Transaction,
  clinicId: string,
  before: AttendantSetup,
  { active, kind, languages }: Shape,
  { affectedSeen, nowMs }: { readonly affectedSeen: number | null; readonly nowMs: number },
): Promise<VisitsAffected | null> => {
  const stays = active && kind === before.kind && before.languages.every((one) => languages.includes(one))
  if (!stays && before.active) {
    const visits = await comingVisitsOf(tx, clinicId, [before.id], nowMs)
    const cause = { why: 'retired', causeId: before.id, about: before.name } as const
    return listWhatCannotStay(tx, clinicId, visits, cause, affectedSeen)
  }
  if (stays && !before.active) await closeTasksOfCause(tx, clinicId, before.id)
  return null
}

const insert = async (tx: Transaction, clinicId: string, attendant: Shape) => {
  const { id } = await tx.resource.create({ data: { clinicId, kind: 'attendant' }, select: { id: true } })
  return tx.attendant.create({ data: { clinicId, id, ...attendant }, select: { id: true, version: true } })
}

const update = (tx: Transaction, clinicId: string, { id, version }: AttendantSetup, attendant: Shape) =>
  tx.attendant.update({
    where: { clinicId_id: { clinicId, id } },
    data: { ...attendant, version: version + 1 },
    select: { id: true, version: true },
  })
