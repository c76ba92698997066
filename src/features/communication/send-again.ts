import { asIdentity } from '#db/audit.ts'
import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { maySendAgain } from '#domain/aftercare/sending.ts'
import { enqueue } from '#jobs/queue.ts'
import { uuidv7 } from '#lib/ids.ts'

export interface AboutMessage {
  readonly requestId: string
  readonly communicationId: string
}

/**
 * Sends a message once more because a person asks for it: a further attempt beside those that were (P6), by whatever way the
 * patient is reached now. Of two who ask at once, one does.
 */
export const sendAgain = (
  database: Database,
  actor: StaffActor,
  { requestId, communicationId }: AboutMessage,
  nowMs: number,
) =>
  runCommand<{ communicationId: string }, { readonly reason: 'not-found' | 'not-again' }>(
    database,
    actor,
    { command: `send-again ${communicationId}`, requestId },
    async (tx) => {
      const { clinicId } = actor
      await tx.$queryRaw`SELECT id FROM communication WHERE clinic_id = ${clinicId}::uuid AND id = ${communicationId}::uuid FOR UPDATE`
      const row = await tx.communication.findUnique({ where: { clinicId_id: { clinicId, id: communicationId } } })
      if (row === null || row.recipientIdentityId !== null) return refused({ reason: 'not-found' } as const)
      if (!maySendAgain(row)) return refused({ reason: 'not-again' } as const)
      const { kind, patientId, encounterId, appointmentId, stepId, consentId, occasion, content, basis } = row
      const id = uuidv7()
      const { count } = await tx.communication.createMany({
        data: {
          ...{ clinicId, id, kind, patientId, encounterId, appointmentId, stepId, consentId, occasion, basis },
          ...{ content: content ?? {}, areas: row.areas, chestWarning: row.chestWarning, channel: row.channel },
          // whoever asks for it now wants it now
          ...{ manner: 'pass', attempt: row.attempt + 1, status: 'due', dueAt: new Date(nowMs) },
          requestedByIdentityId: asIdentity(actor),
        },
        skipDuplicates: true,
      })
      if (count === 0) return refused({ reason: 'not-again' } as const)
      await enqueue(tx, 'send-communication', { clinicId, communicationId: id }, { dueMs: nowMs, nowMs })
      return done(
        { communicationId: id },
        {
          action: 'send-again',
          entityType: 'Communication',
          entityId: id,
          patientId,
          detail: { attempt: row.attempt + 1 },
        },
      )
    },
  )
