import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'

/** What was done in a visit without needles. */
export const treatmentsOf = (tx: Transaction, clinicId: string, encounterId: string) =>
  tx.visitTreatment.findMany({
    where: { clinicId, encounterId },
    orderBy: { technique: 'asc' },
    select: { technique: true, remark: true },
  })

/** The same of one's own visit; null when it is not theirs or not there. */
export const treatmentsOfVisit = async (
  tx: Transaction,
  { clinicId, practitionerId }: StaffActor,
  appointmentId: string,
) => {
  const visit = await tx.appointment.findUnique({
    where: { clinicId_id: { clinicId, id: appointmentId } },
    select: { practitionerId: true, encounter: { select: { id: true } } },
  })
  if (visit === null || visit.practitionerId !== practitionerId) return null
  return visit.encounter === null ? [] : treatmentsOf(tx, clinicId, visit.encounter.id)
}
