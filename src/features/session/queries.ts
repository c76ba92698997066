import type { Transaction } from '#db/client.ts'
import type { PatientActor, StaffActor } from '#domain/actor.ts'
import type { CurrentSession } from './schema.ts'

/** As whom, and where, the caller is signed in. */
export const readCurrentSession = async (
  tx: Transaction,
  actor: StaffActor | PatientActor,
): Promise<CurrentSession> => {
  const clinic = await tx.clinic.findUniqueOrThrow({
    where: { id: actor.clinicId },
    select: {
      name: true,
      slug: true,
      locale: true,
      demo: true,
      lockAfterMinutes: true,
      locations: { select: { timeZone: true }, orderBy: { id: 'asc' }, take: 1 },
    },
  })
  const { locations, ...shown } = clinic
  const staff = actor.kind === 'staff'
  return {
    kind: actor.kind,
    name: staff ? actor.name : await nameOf(tx, actor),
    roles: staff ? [...actor.roles] : ['patient'],
    practitionerId: staff ? actor.practitionerId : null,
    clinicalLead: staff && actor.clinicalLead,
    clinic: { ...shown, timeZone: locations[0]?.timeZone ?? 'UTC' },
  }
}

/** The patient's own name, or of the first person they act for. */
const nameOf = async (tx: Transaction, { clinicId, identityId, patientIds }: PatientActor): Promise<string> => {
  const own = await tx.patientAccess.findFirst({
    where: { clinicId, identityId, patientId: { in: [...patientIds] } },
    select: { patient: { select: { name: true, preferredName: true } } },
    // 'carer', 'guardian', 'self'
    orderBy: { relation: 'desc' },
  })
  return own?.patient.preferredName ?? own?.patient.name ?? ''
}
