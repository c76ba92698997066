import { editAction } from '#db/audit.ts'
import type { Database, Transaction } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { codeFrom } from '#domain/appointment/service-code.ts'
import { type ServiceFault, serviceFaults } from '#domain/appointment/service-faults.ts'
import { changedFields, setChange } from '#lib/changed.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { lockService } from './queries.ts'
import type { ServiceToSave } from './schema.ts'

export type ServiceRefusal =
  | { readonly reason: 'not-found' }
  | { readonly reason: 'stale-version' }
  | ({ readonly reason: 'faulty' } & ServiceFault)

/** Writes down a service, new or as it is to be from now on. Visits that are booked keep it as it was (J19). */
export const saveService = (
  database: Database,
  actor: StaffActor,
  { requestId, ...wanted }: ServiceToSave & { readonly requestId: string },
) =>
  runCommand<{ id: string; version: number }, ServiceRefusal>(
    database,
    actor,
    { command: `save-service ${fingerprint(wanted)}`, requestId },
    async (tx) => {
      const { existing, practitionerIds, ...shape } = wanted
      const before = existing === null ? null : await lockService(tx, actor.clinicId, existing.id)
      if (existing !== null && before === null) return refused({ reason: 'not-found' } as const)
      if (before !== null && before.version !== existing?.version) return refused({ reason: 'stale-version' } as const)
      const faults = serviceFaults(shape)
      if (faults.length > 0) return refused(...faults.map((fault) => ({ reason: 'faulty', ...fault }) as const))
      const saved = before === null ? await insert(tx, actor, shape) : await update(tx, actor, before, shape)
      await setPractitioners(tx, actor, saved.id, practitionerIds, before?.practitionerIds ?? [])
      return done(saved, {
        action: editAction('service', before, shape),
        entityType: 'HealthcareService',
        entityId: saved.id,
        detail: {
          version: saved.version,
          changed:
            before === null ? [] : changedFields(before, { ...shape, practitionerIds: practitionerIds.toSorted() }),
        },
      })
    },
  )

type Shape = Omit<ServiceToSave, 'existing' | 'practitionerIds'>

const jsonOf = ({ name, description, segments, ...plain }: Shape) => ({
  ...plain,
  name: { ...name },
  description: { ...description },
  segments: segments.map((segment): Prisma.InputJsonObject => ({ ...segment })),
})

const insert = async (tx: Transaction, { clinicId }: StaffActor, shape: Shape) => {
  const codes = await tx.healthcareService.findMany({ where: { clinicId }, select: { code: true } })
  const code = codeFrom(shape.name.en, new Set(codes.map((one) => one.code)))
  return tx.healthcareService.create({
    data: { clinicId, code, ...jsonOf(shape) },
    select: { id: true, version: true },
  })
}

const update = (
  tx: Transaction,
  { clinicId }: StaffActor,
  { id, version }: { readonly id: string; readonly version: number },
  shape: Shape,
) =>
  tx.healthcareService.update({
    where: { clinicId_id: { clinicId, id } },
    data: { ...jsonOf(shape), version: version + 1 },
    select: { id: true, version: true },
  })

/** Whoever looks at one of these people elsewhere is told that it has changed. */
const setPractitioners = async (
  tx: Transaction,
  { clinicId }: StaffActor,
  serviceId: string,
  practitionerIds: readonly string[],
  before: readonly string[],
): Promise<void> => {
  const { added, removed } = setChange(before, practitionerIds)
  await tx.servicePractitioner.deleteMany({ where: { clinicId, serviceId, practitionerId: { in: removed } } })
  await tx.servicePractitioner.createMany({
    data: added.map((practitionerId) => ({ clinicId, serviceId, practitionerId })),
    skipDuplicates: true,
  })
  await tx.practitioner.updateMany({
    where: { clinicId, id: { in: [...added, ...removed] } },
    data: { version: { increment: 1 } },
  })
}
