import type { Actor } from '#domain/actor.ts'
import type { Transaction } from './client.ts'
import type { Prisma } from './generated/client.ts'
import { type Part, part } from './transaction.ts'

/** What was done to what, for the trail. Ids and codes only; the clinical content stays in its own tables. */
export interface AuditEntry {
  readonly action: string
  readonly entityType: string
  readonly entityId: string
  readonly patientId?: string | null
  readonly detail?: Prisma.InputJsonObject
}

/** The row of the trail, to be written alone or with what else ends a command. */
export const auditRow = (actor: Actor, requestId: string | null, entry: AuditEntry): Part => part`
    INSERT INTO audit_event (clinic_id, actor_kind, identity_id, actor_name, action, entity_type, entity_id, patient_id, request_id, detail)
    VALUES (${actor.clinicId}::uuid, ${actor.kind}, ${actor.kind === 'system' ? null : actor.identityId},
      ${actor.kind === 'staff' ? actor.name : null}, ${entry.action}, ${entry.entityType}, ${entry.entityId},
      ${entry.patientId ?? null}::uuid, ${requestId}::uuid, ${JSON.stringify(entry.detail ?? {})}::jsonb)`

/** The same of each row of a piece of SQL that gives `id` and `patient_id`, with nothing to say beside. */
export const auditRowsOf = (actor: Actor, action: string, entityType: string, rows: Part): Part => part`
    INSERT INTO audit_event (clinic_id, actor_kind, identity_id, actor_name, action, entity_type, entity_id, patient_id, request_id, detail)
    SELECT ${actor.clinicId}::uuid, ${actor.kind}, ${actor.kind === 'system' ? null : actor.identityId},
      ${actor.kind === 'staff' ? actor.name : null}, ${action}, ${entityType}, id::text, patient_id, NULL, '{"reason":null}'
    FROM (${rows}) each_one`

/** Appends to the audit trail, as the last write of its transaction. */
export const appendAudit = async (
  tx: Transaction,
  actor: Actor,
  requestId: string | null,
  entry: AuditEntry,
): Promise<void> => {
  await tx.$executeRaw`${auditRow(actor, requestId, entry)}`
}

/** What an edit of something that can be given up is called: add-, change-, retire- or restore-. */
export const editAction = (
  noun: string,
  before: { readonly active: boolean } | null,
  after: { readonly active: boolean },
): string => {
  if (before === null) return `add-${noun}`
  if (before.active === after.active) return `change-${noun}`
  return after.active ? `restore-${noun}` : `retire-${noun}`
}

/** Who is written down as having done it. */
export const asIdentity = (actor: Actor): string => (actor.kind === 'system' ? 'system' : actor.identityId)
