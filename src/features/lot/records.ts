import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { Actor } from '#domain/actor.ts'
import { judgeUse, totalsByLot, type UseDeviation } from '#domain/lot/stock.ts'
import { lockStockLots } from './queries.ts'

export interface LotLine {
  readonly lotId: string
  readonly quantity: number
}

/**
 * Writes down that needles of these lots were opened for a visit. It has happened, so it is always saved; what it
 * broke (recalled, expired, not in the book) is saved with it as a deviation (Z1). False when a lot is not the clinic's.
 */
export const recordLotUse = async (
  tx: Transaction,
  actor: Actor,
  use: {
    readonly encounterId: string
    readonly lines: readonly LotLine[]
    readonly usedAtMs: number
    readonly zone: string
  },
): Promise<boolean> => {
  const totals = totalsByLot(use.lines)
  const lots = await lockStockLots(tx, actor.clinicId, [...totals.keys()])
  if (lots.length !== totals.size) return false
  for (const lot of lots) {
    const quantity = totals.get(lot.lotId) ?? 0
    if (quantity === 0) continue
    const { deviations } = judgeUse(lot, { quantity, usedAtMs: use.usedAtMs, zone: use.zone })
    const deviationId =
      deviations.length === 0 ? null : await recordDeviation(tx, actor, use.encounterId, lot.lotId, deviations)
    await tx.lotUse.create({
      data: {
        clinicId: actor.clinicId,
        encounterId: use.encounterId,
        lotId: lot.lotId,
        quantity,
        deviationId,
        byIdentityId: asIdentity(actor),
        usedAt: new Date(use.usedAtMs),
      },
    })
  }
  return true
}

/** Writes down which rules needles of a lot broke in a visit; `said` is what stood on the box, where somebody read it. */
export const recordDeviation = async (
  tx: Transaction,
  actor: Actor,
  encounterId: string,
  lotId: string,
  deviations: readonly UseDeviation[],
  said: { readonly expiryDate: string | null } | null = null,
): Promise<string> => {
  const [gravest] = deviations
  const { id } = await tx.deviation.create({
    data: {
      clinicId: actor.clinicId,
      kind: gravest?.kind ?? 'lot-short',
      encounterId,
      lotId,
      byIdentityId: asIdentity(actor),
      detail: { broke: deviations.map(({ kind, shortBy }) => ({ kind, shortBy: shortBy ?? null })), said },
    },
  })
  return id
}
