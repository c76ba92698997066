import { editAction } from '#db/audit.ts'
import { lockAgainstClaims } from '#db/claims.ts'
import type { Database, Transaction } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { changedFields } from '#lib/changed.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { comingVisitsOf } from '../appointment/queries.ts'
import { closeTasksOfCause, listWhatCannotStay, type VisitsAffected } from '../task/records.ts'
import { lockDevice } from './queries.ts'
import type { DeviceSetup, DeviceToSave } from './schema.ts'

export type DeviceRefusal = { readonly reason: 'not-found' } | { readonly reason: 'stale-version' } | VisitsAffected

/** Writes down a device, new or as it is from now on. Visits that have one that is given up go on the to-do list. */
export const saveDevice = (
  database: Database,
  actor: StaffActor,
  { requestId, ...wanted }: DeviceToSave & { readonly requestId: string },
  nowMs: number,
) =>
  runCommand<{ id: string; version: number }, DeviceRefusal>(
    database,
    actor,
    { command: `save-device ${fingerprint(wanted)}`, requestId },
    async (tx) => {
      const { clinicId } = actor
      const { existing, name, kind, active } = wanted
      if (existing !== null) await lockAgainstClaims(tx, clinicId, [existing.id])
      const before = existing === null ? null : await lockDevice(tx, clinicId, existing.id)
      if (existing !== null && before === null) return refused({ reason: 'not-found' } as const)
      if (before !== null && before.version !== existing?.version) return refused({ reason: 'stale-version' } as const)
      const unseen = before === null ? null : await listGivenUp(tx, clinicId, before, wanted, nowMs)
      if (unseen !== null) return refused(unseen)
      const device = { name, kind, active }
      const saved = before === null ? await insert(tx, clinicId, wanted) : await update(tx, clinicId, before, device)
      return done(saved, {
        action: editAction('device', before, device),
        entityType: 'Device',
        entityId: saved.id,
        detail: { version: saved.version, changed: before === null ? [] : changedFields({ ...before }, device) },
      })
    },
  )

/** A device that is another kind of thing from now on has gone for those who count on it. */
const listGivenUp = async (
  tx: Transaction,
  clinicId: string,
  before: DeviceSetup,
  { active, kind, affectedSeen }: DeviceToSave,
  nowMs: number,
): Promise<VisitsAffected | null> => {
  const stays = active && kind === before.kind
  if (!stays && before.active) {
    const visits = await comingVisitsOf(tx, clinicId, [before.id], nowMs)
    const cause = { why: 'retired', causeId: before.id, about: before.name } as const
    return listWhatCannotStay(tx, clinicId, visits, cause, affectedSeen)
  }
  if (stays && !before.active) await closeTasksOfCause(tx, clinicId, before.id)
  return null
}

const insert = async (tx: Transaction, clinicId: string, { locationId, name, kind, active }: DeviceToSave) => {
  const { id } = await tx.resource.create({ data: { clinicId, kind: 'device' }, select: { id: true } })
  const data = { clinicId, id, locationId, name, kind, active }
  return tx.device.create({ data, select: { id: true, version: true } })
}

const update = (
  tx: Transaction,
  clinicId: string,
  { id, version }: DeviceSetup,
  device: Pick<DeviceToSave, 'name' | 'kind' | 'active'>,
) =>
  tx.device.update({
    where: { clinicId_id: { clinicId, id } },
    data: { ...device, version: version + 1 },
    select: { id: true, version: true },
  })
