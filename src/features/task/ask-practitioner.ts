import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import type { TaskRefusal } from './complete-task.ts'

export interface Asking {
  readonly requestId: string
  readonly practitionerId: string
  readonly patientId: string
  readonly serviceId: string
  readonly areaIds: readonly string[]
  /** The visit that would move there; null: a new one. */
  readonly movingAppointmentId: string | null
  readonly startIso: string
  readonly note: string
}

/** Asks a practitioner, in one tap, to allow a visit that a rule refuses; it stands on their to-do list. */
export const askPractitioner = (database: Database, actor: StaffActor, asking: Asking) =>
  runCommand<{ taskId: string }, TaskRefusal>(
    database,
    actor,
    { command: `ask-practitioner ${fingerprint(asking)}`, requestId: asking.requestId },
    async (tx) => {
      const { clinicId } = actor
      const { practitionerId, patientId, serviceId, areaIds, movingAppointmentId, startIso, note } = asking
      const of = (id: string) => ({ where: { clinicId_id: { clinicId, id } }, select: { id: true } })
      const asked = [
        await tx.practitioner.findUnique(of(practitionerId)),
        await tx.patient.findUnique(of(patientId)),
        await tx.healthcareService.findUnique(of(serviceId)),
        movingAppointmentId === null ||
          (await tx.appointment.findFirst({ where: { clinicId, id: movingAppointmentId, patientId, serviceId } })),
      ]
      if (asked.includes(null)) return refused({ reason: 'not-found' } as const)
      const { id: taskId } = await tx.task.create({
        data: {
          clinicId,
          kind: 'allow-visit',
          status: 'open',
          patientId,
          practitionerId,
          appointmentId: movingAppointmentId,
          detail: { serviceId, areaIds: [...areaIds], startIso, note, byName: actor.name },
        },
        select: { id: true },
      })
      return done({ taskId }, { action: 'ask-practitioner', entityType: 'Task', entityId: taskId, patientId })
    },
  )
