import type { Transaction } from '#db/client.ts'
import { encountersWithNeedlesIn } from '#features/needle-alarm/queries.ts'

/** Who still has needles in, in which room, since when: what keeps a day from being closed. */
export const needlesInAnywhere = async (tx: Transaction, clinicId: string) =>
  (await encountersWithNeedlesIn(tx, clinicId)).map(({ id, needlesInAt, startedAt, appointment }) => ({
    encounterId: id,
    patientName: appointment.patient.name,
    roomName: appointment.place.room.name,
    practitionerName: appointment.practitioner.name,
    sinceIso: (needlesInAt ?? startedAt).toISOString(),
  }))

export const closingOf = (tx: Transaction, clinicId: string, date: string) =>
  tx.dayClosing.findFirst({ where: { clinicId, day: new Date(`${date}T00:00:00Z`) } })
