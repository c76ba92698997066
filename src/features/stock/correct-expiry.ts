import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { isExpired } from '#domain/lot/stock.ts'
import { lockStockLots, type When } from '#features/lot/queries.ts'
import { recordDeviation } from '#features/lot/records.ts'

interface Correction {
  readonly lotId: string
  /** What the screen said. */
  readonly was: string | null
  readonly expiryDate: string
  readonly reason: string
}

/**
 * Corrects a last day that was read wrongly (K28). The lot stays the same one with all that was used of it; uses that turn
 * out to have been after the last day get their deviation now.
 */
export const correctExpiry = async (
  tx: Transaction,
  actor: StaffActor,
  { lotId, was, expiryDate, reason }: Correction,
  when: When,
): Promise<Outcome<{ lateUses: number }, { readonly reason: 'not-found' | 'stale-version' | 'same-day' }>> => {
  const { clinicId } = actor
  const [lot] = await lockStockLots(tx, clinicId, [lotId])
  if (lot === undefined) return refused({ reason: 'not-found' })
  if (lot.expiryDate !== was) return refused({ reason: 'stale-version' })
  if (lot.expiryDate === expiryDate) return refused({ reason: 'same-day' })
  const dayOf = (date: string) => new Date(`${date}T00:00:00Z`)
  await tx.lotExpiryCorrection.createMany({
    data: {
      ...{ clinicId, lotId, reason, was: was === null ? null : dayOf(was), correctedTo: dayOf(expiryDate) },
      ...{ byIdentityId: asIdentity(actor), byName: actor.name },
    },
  })
  const late = await lateUses(tx, clinicId, lotId, expiryDate, when)
  for (const encounterId of late) {
    await recordDeviation(tx, actor, encounterId, lotId, [{ kind: 'lot-expired', lotId, lotNumber: lot.lotNumber }])
  }
  return done(
    { lateUses: late.length },
    { action: 'correct-lot-expiry', entityType: 'Lot', entityId: lotId, detail: { was, expiryDate } },
  )
}

/** Visits that used the lot after that day and have no word of it yet. */
const lateUses = async (
  tx: Transaction,
  clinicId: string,
  lotId: string,
  expiryDate: string,
  { zone }: When,
): Promise<string[]> => {
  const uses = await tx.$queryRaw<{ encounterId: string; usedAtMs: number }[]>`
    SELECT u.encounter_id AS "encounterId", (extract(epoch FROM max(u.used_at)) * 1000)::float8 AS "usedAtMs" FROM lot_use u
    WHERE u.clinic_id = ${clinicId}::uuid AND u.lot_id = ${lotId}::uuid AND u.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM deviation d WHERE d.clinic_id = u.clinic_id AND d.lot_id = u.lot_id AND d.encounter_id = u.encounter_id
        AND d.detail -> 'broke' @> '[{"kind": "lot-expired"}]')
    GROUP BY u.encounter_id ORDER BY u.encounter_id`
  return uses
    .filter(({ usedAtMs }) => isExpired(expiryDate, { nowMs: usedAtMs, zone }))
    .map(({ encounterId }) => encounterId)
}
