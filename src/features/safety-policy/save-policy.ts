import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { type SafetyPolicy, safetyPolicy } from './queries.ts'

export type PolicyEdit = Omit<SafetyPolicy, 'approvedBy'>
export type PolicyRefusal = { readonly reason: 'stale-version' }

/** Puts the next version in force from today. What the clinical lead saves is approved by that; the owner's is not. */
export const savePolicy = async (
  tx: Transaction,
  actor: StaffActor,
  { version: seen, ...edit }: PolicyEdit,
  nowMs: number,
): Promise<Outcome<{ version: number }, PolicyRefusal>> => {
  const { clinicId } = actor
  const today = localDateOf(nowMs, await clinicZone(tx, clinicId))
  const before = await safetyPolicy(tx, clinicId, today)
  if (before.version !== seen) return refused({ reason: 'stale-version' })
  const version = seen + 1
  const { id } = await tx.safetyPolicy.create({
    data: {
      ...{ clinicId, version, ...edit, approvedBy: actor.clinicalLead ? actor.name : null },
      ...{ validFrom: new Date(`${today}T00:00:00Z`), byIdentityId: asIdentity(actor) },
    },
    select: { id: true },
  })
  return done({ version }, { action: 'save-safety-policy', entityType: 'SafetyPolicy', entityId: id })
}
