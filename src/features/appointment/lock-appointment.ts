import { lockResources } from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import { Beaten } from '#db/command.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { Actor } from '#domain/actor.ts'
import type { StandingAppointment } from '#domain/appointment/decide-change.ts'
import type { AppointmentStatus } from '#domain/appointment/transitions.ts'
import { mayReadVisit } from './access.ts'

export interface LockedAppointment extends StandingAppointment {
  readonly placeId: string
  /** Its devices and attendants. */
  readonly participantIds: readonly string[]
  readonly zone: string
  /** How long before it patients may still change it themselves. */
  readonly minNoticeMinutes: number
  /** From how long before it on a cancellation is late. */
  readonly lateCancelMinutes: number
}

const find = async (tx: Transaction, clinicId: string, id: string): Promise<LockedAppointment | null> => {
  const row = await tx.appointment.findUnique({
    where: { clinicId_id: { clinicId, id } },
    select: {
      patientId: true,
      practitionerId: true,
      placeId: true,
      status: true,
      startsAt: true,
      version: true,
      timeZone: true,
      participants: { select: { resourceId: true } },
      service: { select: { minNoticeMinutes: true, lateCancelMinutes: true } },
    },
  })
  if (row === null) return null
  const { startsAt, timeZone, service, status, participants, ...ids } = row
  return {
    ...ids,
    id,
    clinicId,
    status: status as AppointmentStatus,
    startMs: startsAt.getTime(),
    zone: timeZone,
    participantIds: participants.map(({ resourceId }) => resourceId),
    ...service,
  }
}

/** Locks everything an appointment holds and reads it as it stands then; null when these eyes have no such visit. */
export const lockAppointment = async (tx: Transaction, actor: Actor, id: string): Promise<LockedAppointment | null> => {
  const seen = await find(tx, actor.clinicId, id)
  if (seen === null || !mayReadVisit(actor, seen.patientId)) return null
  const { patientId, practitionerId, placeId, participantIds } = seen
  await lockResources(tx, actor.clinicId, [patientId, practitionerId, placeId, ...participantIds])
  return find(tx, actor.clinicId, id)
}

/** Writes a change if the appointment is still as it was decided on, and gives its new version. */
export const changeAppointment = async (
  tx: Transaction,
  { clinicId, id, version }: StandingAppointment,
  data: Prisma.AppointmentUncheckedUpdateManyInput,
): Promise<number> => {
  const changed = await tx.appointment.updateMany({
    where: { clinicId, id, version },
    data: { ...data, version: version + 1 },
  })
  if (changed.count === 0) throw new Beaten()
  return version + 1
}
