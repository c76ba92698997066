import type { Transaction } from '#db/client.ts'
import { parseScan } from '#domain/lot/gs1.ts'
import { joinLabels, judgeReceipt, needlesInPack, type ReadLabel, type ReceiptRefusal } from '#domain/lot/receipt.ts'
import type { Scan, ScanRefusal } from '#domain/lot/scan.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { productByLabel, stockLotByNumber, type When } from '#features/lot/queries.ts'
import { separatorsOf } from '#features/scanner/queries.ts'
import type { ReadPack } from './schema.ts'

export type LabelRefusal = ScanRefusal | ReceiptRefusal | { readonly reason: 'other-box' }

type Answer =
  | { readonly ok: true; readonly value: Omit<ReadPack, 'doubts'> & { scan: Scan } }
  | { readonly ok: false; readonly refusal: LabelRefusal }

/**
 * What a label says of a pack that has just come in: which needle, which lot, until when, how many, and what stands
 * against it. Nothing is written down by it.
 */
export const readLabel = async (
  tx: Transaction,
  clinicId: string,
  { raw, waiting }: { readonly raw: string; readonly waiting: string | null },
  when: When,
): Promise<Answer> => {
  const options = { today: localDateOf(when.nowMs, when.zone), separators: await separatorsOf(tx, clinicId) }
  const scan = parseScan(raw, options)
  if (!scan.ok) return { ok: false, refusal: scan }
  const before = waiting === null ? null : parseScan(waiting, options)
  const joined = joinLabels(before?.ok ? { raw: waiting ?? '', scan: before } : null, { raw, scan })
  if (joined.ok) return describe(tx, clinicId, joined.label, when)
  if (joined.reason === 'other-box') return { ok: false, refusal: { reason: 'other-box' } }
  return { ok: true, value: await half(tx, clinicId, { raw, scan }) }
}

const unknown = ({ raw, scan }: ReadLabel) => ({
  kind: 'unknown' as const,
  gtin14: scan.gtin14,
  hibc: scan.hibc === null ? null : scan.hibc.labeler + scan.hibc.product,
  raw,
  scan,
})

const half = async (tx: Transaction, clinicId: string, label: ReadLabel) => {
  const { raw, scan } = label
  const missing = scan.gtin14 === null && scan.hibc === null ? ('article' as const) : ('lot' as const)
  const pack = missing === 'lot' ? await productByLabel(tx, clinicId, scan) : null
  if (missing === 'lot' && pack === null) return unknown(label)
  const { lotNumber, expiryDate } = scan
  const named = { productId: pack?.productId ?? null, productName: pack?.name ?? null }
  return { kind: 'half' as const, missing, ...named, lotNumber, expiryDate, raw, scan }
}

const describe = async (tx: Transaction, clinicId: string, label: ReadLabel, when: When): Promise<Answer> => {
  const { raw, scan } = label
  const pack = await productByLabel(tx, clinicId, scan)
  if (pack === null) return { ok: true, value: unknown(label) }
  const { productId, name: productName, size, units } = pack
  const lotNumber = scan.lotNumber ?? ''
  const lot = await stockLotByNumber(tx, clinicId, productId, lotNumber)
  const { expiryDate, serial } = scan
  const judged = expiryDate === null ? null : judgeReceipt({ expiryDate, lot }, when)
  if (judged !== null && !judged.ok) return { ok: false, refusal: judged }
  const value = {
    ...{ kind: 'pack' as const, productId, productName, size, lotNumber, expiryDate, serial, raw, scan },
    ...needlesInPack(scan, units),
    setAside: judged?.setAside ?? null,
  }
  return { ok: true, value }
}
