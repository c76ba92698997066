import type { Database, Transaction } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { changedFields } from '#lib/changed.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import type { VisitsAffected } from '../task/records.ts'
import { lockCredential, lockPractitioner } from './queries.ts'
import { listWithoutLicence } from './records.ts'
import type { CredentialToSave } from './schema.ts'

export type CredentialRefusal =
  | { readonly reason: 'not-found' }
  | { readonly reason: 'stale-version' }
  | { readonly reason: 'faulty'; readonly field: 'validUntil'; readonly fault: 'ends-before-it-begins' }
  | VisitsAffected

const asDate = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** Writes down a licence, new or corrected. What may be booked follows at once; visits it leaves bare go on the to-do list. */
export const saveCredential = (
  database: Database,
  actor: StaffActor,
  { requestId, ...wanted }: CredentialToSave & { readonly requestId: string },
  nowMs: number,
) =>
  runCommand<{ id: string; version: number }, CredentialRefusal>(
    database,
    actor,
    { command: `save-credential ${fingerprint(wanted)}`, requestId },
    async (tx) => {
      const { clinicId } = actor
      const { existing, practitionerId, affectedSeen, ...licence } = wanted
      const held = existing === null ? null : await lockCredential(tx, clinicId, existing.id)
      const holder = existing === null ? await lockPractitioner(tx, clinicId, practitionerId) : held?.holder
      if (holder == null || holder.id !== practitionerId) return refused({ reason: 'not-found' } as const)
      const before = held?.credential ?? null
      if (before !== null && before.version !== existing?.version) return refused({ reason: 'stale-version' } as const)
      if (licence.validUntil !== null && licence.validUntil < licence.validFrom)
        return refused({ reason: 'faulty', field: 'validUntil', fault: 'ends-before-it-begins' } as const)
      const after = [...holder.credentials.filter(({ id }) => id !== before?.id), licence]
      const change = { holder, credentials: after, seen: affectedSeen, nowMs }
      const unseen = await listWithoutLicence(tx, clinicId, change)
      if (unseen !== null) return refused(unseen)
      const saved =
        before === null
          ? await insert(tx, clinicId, practitionerId, licence)
          : await update(tx, clinicId, before, licence)
      return done(saved, {
        action: before === null ? 'add-credential' : 'change-credential',
        entityType: 'Credential',
        entityId: saved.id,
        detail: {
          practitionerId,
          version: saved.version,
          changed: before === null ? [] : changedFields({ ...before }, licence),
        },
      })
    },
  )

type Licence = Omit<CredentialToSave, 'existing' | 'practitionerId' | 'affectedSeen'>

const dataOf = ({ validFrom, validUntil, ...licence }: Licence) => ({
  ...licence,
  validFrom: asDate(validFrom),
  validUntil: validUntil === null ? null : asDate(validUntil),
})

const insert = (tx: Transaction, clinicId: string, practitionerId: string, licence: Licence) =>
  tx.credential.create({
    data: { clinicId, practitionerId, ...dataOf(licence) },
    select: { id: true, version: true },
  })

const update = (
  tx: Transaction,
  clinicId: string,
  { id, version }: { readonly id: string; readonly version: number },
  licence: Licence,
) =>
  tx.credential.update({
    where: { clinicId_id: { clinicId, id } },
    data: { ...dataOf(licence), version: version + 1 },
    select: { id: true, version: true },
  })
