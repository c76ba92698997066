import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { lockCredential } from './queries.ts'
import { listWithoutLicence } from './records.ts'
import type { CredentialRefusal } from './save-credential.ts'

export interface CredentialEnd {
  readonly requestId: string
  readonly id: string
  readonly version: number
  readonly affectedSeen: number | null
  /** 'YYYY-MM-DD' */
  readonly lastDay: string
}

/** Ends a licence: after its last day nobody is booked by it. It stays on file. */
export const endCredential = (
  database: Database,
  actor: StaffActor,
  { requestId, ...end }: CredentialEnd,
  nowMs: number,
) =>
  runCommand<{ id: string; version: number }, CredentialRefusal>(
    database,
    actor,
    { command: `end-credential ${fingerprint(end)}`, requestId },
    async (tx) => {
      const { clinicId } = actor
      const { id, version, affectedSeen, lastDay } = end
      const held = await lockCredential(tx, clinicId, id)
      if (held === null) return refused({ reason: 'not-found' } as const)
      const { holder, credential } = held
      if (credential.version !== version) return refused({ reason: 'stale-version' } as const)
      if (lastDay < credential.validFrom)
        return refused({ reason: 'faulty', field: 'validUntil', fault: 'ends-before-it-begins' } as const)
      const credentials = holder.credentials.map((one) => (one.id === id ? { ...one, validUntil: lastDay } : one))
      const unseen = await listWithoutLicence(tx, clinicId, { holder, credentials, seen: affectedSeen, nowMs })
      if (unseen !== null) return refused(unseen)
      const ended = await tx.credential.update({
        where: { clinicId_id: { clinicId, id } },
        data: { validUntil: new Date(`${lastDay}T00:00:00Z`), version: version + 1 },
        select: { id: true, version: true },
      })
      return done(ended, {
        action: 'end-credential',
        entityType: 'Credential',
        entityId: id,
        detail: { practitionerId: holder.id, lastDay, version: ended.version },
      })
    },
  )
