import type { Actor } from '#domain/actor.ts'
import type { Transaction } from './client.ts'
import type { Prisma } from './generated/client.ts'

/** What was done to what, for the trail. Ids and codes only; the clinical content stays in its own tables. */
export interface AuditEntry {
  readonly action: string
  readonly entityType: string
  readonly entityId: string
  readonly patientId?: string | null
  readonly detail?: Prisma.InputJsonObject
}

/** Appends to the audit trail, as the last write of its transaction. */
export const appendAudit = async (
  tx: Transaction,
  actor: Actor,
  requestId: string | null,
  entry: AuditEntry,
): Promise<void> => {
  await tx.auditEvent.createMany({
    data: {
      clinicId: actor.clinicId,
      actorKind: actor.kind,
      identityId: actor.kind === 'system' ? null : actor.identityId,
      actorName: actor.kind === 'staff' ? actor.name : null,
      action: entry.action,
      entityType: entry.entityType,
      entityId: entry.entityId,
      patientId: entry.patientId ?? null,
      requestId,
      detail: entry.detail ?? {},
    },
  })
}

/** Who is written down as having done it. */
export const asIdentity = (actor: Actor): string => (actor.kind === 'system' ? 'system' : actor.identityId)
