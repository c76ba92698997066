import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { callInstead as putCall } from '../task/records.ts'
import type { AboutMessage } from './send-again.ts'

/** Puts a call on the to-do list in place of a message; of one message there is one call, however often it is asked for. */
export const callInstead = (database: Database, actor: StaffActor, { requestId, communicationId }: AboutMessage) =>
  runCommand<{ communicationId: string }, { readonly reason: 'not-found' }>(
    database,
    actor,
    { command: `call-instead ${communicationId}`, requestId },
    async (tx) => {
      const { clinicId } = actor
      await tx.$queryRaw`SELECT id FROM communication WHERE clinic_id = ${clinicId}::uuid AND id = ${communicationId}::uuid FOR UPDATE`
      const row = await tx.communication.findUnique({
        where: { clinicId_id: { clinicId, id: communicationId } },
        select: { patientId: true, appointmentId: true, encounterId: true, recipientIdentityId: true },
      })
      if (row === null || row.recipientIdentityId !== null || row.patientId === null)
        return refused({ reason: 'not-found' } as const)
      const { patientId, appointmentId, encounterId } = row
      await putCall(tx, clinicId, {
        communicationId,
        patientId,
        appointmentId: encounterId === null ? appointmentId : null,
      })
      return done(
        { communicationId },
        { action: 'call-instead', entityType: 'Communication', entityId: communicationId, patientId },
      )
    },
  )
