import { editAction } from '#db/audit.ts'
import type { Database, Transaction } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { changedFields, setChange } from '#lib/changed.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { comingVisitsOf } from '../appointment/queries.ts'
import { visitsWithTouchedNeeds } from '../patient-need/records.ts'
import {
  closeTasksOfCause,
  closeTasksOfVisits,
  listEachThatCannotStay,
  listWhatCannotStay,
  type VisitsAffected,
} from '../task/records.ts'
import { lockPractitioner } from './queries.ts'
import type { PractitionerSetup, PractitionerToSave } from './schema.ts'

export type PractitionerRefusal =
  | { readonly reason: 'not-found' }
  | { readonly reason: 'stale-version' }
  | VisitsAffected

/**
 * Writes down somebody who treats, new or as they are from now on. Whoever goes leaves their coming visits on the to-do
 * list; so do visits whose patients need a woman, when that is not what is on file any more.
 */
export const savePractitioner = (
  database: Database,
  actor: StaffActor,
  { requestId, ...wanted }: PractitionerToSave & { readonly requestId: string },
  nowMs: number,
) =>
  runCommand<{ id: string; version: number }, PractitionerRefusal>(
    database,
    actor,
    { command: `save-practitioner ${fingerprint(wanted)}`, requestId },
    async (tx) => {
      const { clinicId } = actor
      const { existing, serviceIds, affectedSeen: _, ...person } = wanted
      const before = existing === null ? null : await lockPractitioner(tx, clinicId, existing.id)
      if (existing !== null && before === null) return refused({ reason: 'not-found' } as const)
      if (before !== null && before.version !== existing?.version) return refused({ reason: 'stale-version' } as const)
      const unseen = before === null ? null : await listAffected(tx, clinicId, before, wanted, nowMs)
      if (unseen !== null) return refused(unseen)
      const saved = before === null ? await insert(tx, clinicId, person) : await update(tx, clinicId, before, person)
      await setServices(tx, clinicId, saved.id, serviceIds, before?.serviceIds ?? [])
      return done(saved, {
        action: editAction('practitioner', before, person),
        entityType: 'Practitioner',
        entityId: saved.id,
        detail: {
          version: saved.version,
          changed:
            before === null ? [] : changedFields({ ...before }, { ...person, serviceIds: serviceIds.toSorted() }),
        },
      })
    },
  )

const listAffected = async (
  tx: Transaction,
  clinicId: string,
  before: PractitionerSetup,
  { active, gender, affectedSeen }: PractitionerToSave,
  nowMs: number,
): Promise<VisitsAffected | null> => {
  const goes = before.active && !active
  const coming = goes || gender !== before.gender ? await comingVisitsOf(tx, clinicId, [before.id], nowMs) : []
  if (goes) {
    const cause = { why: 'retired', causeId: before.id, about: before.name } as const
    return listWhatCannotStay(tx, clinicId, coming, cause, affectedSeen)
  }
  if (!before.active && active) await closeTasksOfCause(tx, clinicId, before.id)
  const theirs = coming.filter(({ practitionerId }) => practitionerId === before.id)
  const { broken, mended } = visitsWithTouchedNeeds(theirs, { before: { gender: before.gender }, after: { gender } })
  const unseen = await listEachThatCannotStay(tx, clinicId, broken, affectedSeen)
  if (unseen === null) await closeTasksOfVisits(tx, clinicId, mended)
  return unseen
}

type Shape = Omit<PractitionerToSave, 'existing' | 'serviceIds' | 'affectedSeen'>

const insert = async (tx: Transaction, clinicId: string, person: Shape) => {
  const { id } = await tx.resource.create({ data: { clinicId, kind: 'practitioner' }, select: { id: true } })
  return tx.practitioner.create({ data: { clinicId, id, ...person }, select: { id: true, version: true } })
}

const update = (
  tx: Transaction,
  clinicId: string,
  { id, version }: { readonly id: string; readonly version: number },
  person: Shape,
) =>
  tx.practitioner.update({
    where: { clinicId_id: { clinicId, id } },
    data: { ...person, version: version + 1 },
    select: { id: true, version: true },
  })

/** Whoever looks at one of these services elsewhere is told that it has changed. */
const setServices = async (
  tx: Transaction,
  clinicId: string,
  practitionerId: string,
  serviceIds: readonly string[],
  before: readonly string[],
): Promise<void> => {
  const { added, removed } = setChange(before, serviceIds)
  await tx.servicePractitioner.deleteMany({ where: { clinicId, practitionerId, serviceId: { in: removed } } })
  await tx.servicePractitioner.createMany({
    data: added.map((serviceId) => ({ clinicId, serviceId, practitionerId })),
    skipDuplicates: true,
  })
  await tx.healthcareService.updateMany({
    where: { clinicId, id: { in: [...added, ...removed] } },
    data: { version: { increment: 1 } },
  })
}
