import type { Transaction } from '#db/client.ts'
import { parseScan } from '#domain/lot/gs1.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { findLot, productByLabel, rowOf, stockLotByNumber, type When } from '#features/lot/queries.ts'
import { separatorsOf } from '../scanner/queries.ts'
import { onHandAt } from './queries.ts'

/** Which lot of the clinic's a label names, and how many of it the book has in a place. Nothing is written. */
export const readLabel = async (
  tx: Transaction,
  clinicId: string,
  { raw, placeId }: { readonly raw: string; readonly placeId: string },
  when: When,
) => {
  const separators = await separatorsOf(tx, clinicId)
  const scan = parseScan(raw, { today: localDateOf(when.nowMs, when.zone), separators })
  if (!scan.ok) return scan
  const code = scan.gtin14 ?? (scan.hibc === null ? null : scan.hibc.labeler + scan.hibc.product)
  if (code === null) return { ok: false, reason: 'no-article' } as const
  const product = await productByLabel(tx, clinicId, scan)
  if (product === null) return { ok: false, reason: 'unknown-product', code } as const
  const { name: productName } = product
  if (scan.lotNumber === null) return { ok: false, reason: 'no-lot-number', productName } as const
  const known = await stockLotByNumber(tx, clinicId, product.productId, scan.lotNumber)
  const lot = known === null ? null : await findLot(tx, clinicId, known.lotId)
  if (lot === null) return { ok: false, reason: 'unknown-lot', productName, lotNumber: scan.lotNumber } as const
  return { ok: true, lot: { ...rowOf(lot, when), onHand: await onHandAt(tx, clinicId, lot.id, placeId) } } as const
}
