import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { judgeReceipt, producedOnLabel, type ReceiptRefusal, type SetAside } from '#domain/lot/receipt.ts'
import type { StockLot } from '#domain/lot/stock.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { lockStockLots, type When } from '#features/lot/queries.ts'
import { putLotOnList, takeLotOffList } from '#features/task/records.ts'
import { uuidv7 } from '#lib/ids.ts'
import type { DeliveryToReceive } from './schema.ts'

export type DeliveryRefusal = ReceiptRefusal | { readonly reason: 'not-found' | 'unknown-needle' | 'two-expiries' }

type Line = DeliveryToReceive['lines'][number]
interface Kept {
  readonly lot: StockLot
  readonly line: Line
  readonly setAside: SetAside | null
}

/**
 * Writes down what a supplier has brought: for each lot a line of the stock book where the goods were put. They are in the
 * house, so that nothing about their state refuses them; what is expired, recalled or set aside is kept and not for use (K26).
 * `words` are what the book gives as the reasons.
 */
export const receiveDelivery = async (
  tx: Transaction,
  actor: StaffActor,
  { supplier, noteNumber, placeId, lines }: DeliveryToReceive,
  { words, ...when }: When & { readonly words: Words },
): Promise<Outcome<{ deliveryId: string; setAside: number; otherDays: string[] }, DeliveryRefusal>> => {
  const { clinicId } = actor
  if ((await tx.stockPlace.count({ where: { clinicId, id: placeId, active: true } })) === 0)
    return refused({ reason: 'not-found' })
  const byLot = oneLineALot(lines)
  if (byLot === null) return refused({ reason: 'two-expiries' })
  const productIds = [...new Set(byLot.map(({ productId }) => productId))]
  if ((await tx.needleProduct.count({ where: { clinicId, id: { in: productIds } } })) < productIds.length)
    return refused({ reason: 'unknown-needle' })
  const kept: Kept[] = []
  for (const { line, lot } of await lotsOf(tx, clinicId, byLot, when)) {
    const judged = judgeReceipt({ expiryDate: line.expiryDate, lot }, when)
    if (!judged.ok) return refused(judged)
    kept.push({ line, lot, setAside: judged.setAside })
  }
  const by = { byIdentityId: asIdentity(actor) }
  for (const one of kept) await putAway(tx, clinicId, one, { ...by, words, nowMs: when.nowMs })
  const otherDays = await learnProduction(tx, clinicId, kept, when)
  const deliveryId = await write(tx, actor, { supplier, noteNumber, placeId }, kept)
  const setAside = kept.filter((one) => one.setAside !== null).length
  return done(
    { deliveryId, setAside, otherDays },
    {
      action: 'receive-delivery',
      entityType: 'Delivery',
      entityId: deliveryId,
      detail: { lots: kept.map(({ lot }) => lot.lotId), setAside },
    },
  )
}

/** Lines of one lot are one line of the book; null when they name two last days. */
const oneLineALot = (lines: readonly Line[]): Line[] | null => {
  const byLot = new Map<string, Line>()
  for (const line of lines) {
    const key = `${line.productId} ${line.lotNumber}`
    const before = byLot.get(key)
    if (before !== undefined && before.expiryDate !== line.expiryDate) return null
    byLot.set(key, before === undefined ? line : { ...before, needles: before.needles + line.needles })
  }
  return [...byLot.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
}

const asDate = (date: string): Date => new Date(`${date}T00:00:00Z`)

const dayOrNull = (date: string | null): Date | null => (date === null ? null : asDate(date))

/** The lots of the lines, new ones written down, all of them locked. */
const lotsOf = async (tx: Transaction, clinicId: string, lines: readonly Line[], when: When) => {
  await tx.lot.createMany({
    data: lines.map(({ productId, lotNumber, expiryDate, raw }) => ({
      clinicId,
      productId,
      lotNumber,
      expiryDate: asDate(expiryDate),
      producedOn: dayOrNull(producedOnLabel(raw, localDateOf(when.nowMs, when.zone))),
      // past its day: its line in the book sets it aside
      status: 'active',
      receivedAt: new Date(when.nowMs),
    })),
    skipDuplicates: true,
  })
  const found = await tx.lot.findMany({
    where: { clinicId, OR: lines.map(({ productId, lotNumber }) => ({ productId, lotNumber })) },
    select: { id: true },
  })
  const ids = found.map(({ id }) => id)
  const isOf = (lot: StockLot) => (line: Line) => lot.productId === line.productId && lot.lotNumber === line.lotNumber
  const before = await lockStockLots(tx, clinicId, ids)
  const undated = before.filter(({ expiryDate }) => expiryDate === null)
  for (const lot of undated) {
    const line = lines.find(isOf(lot))
    const where = { clinicId_id: { clinicId, id: lot.lotId } }
    if (line !== undefined) await tx.lot.update({ where, data: { expiryDate: asDate(line.expiryDate) } })
  }
  // a recall may name the day that is known only now
  const lots = undated.length === 0 ? before : await lockStockLots(tx, clinicId, ids)
  return lines.map((line) => {
    const lot = lots.find((one) => isOf(one)(line))
    if (lot === undefined) throw new Error('A lot that was just written down is there')
    return { line, lot }
  })
}

/**
 * The day of production of a lot is learned from whichever box says it first; a recall may name no other. A box that says
 * another day changes nothing and somebody is asked to look: the numbers of those lots.
 */
const learnProduction = async (
  tx: Transaction,
  clinicId: string,
  kept: readonly Kept[],
  when: When,
): Promise<string[]> => {
  const today = localDateOf(when.nowMs, when.zone)
  const said = kept.flatMap(({ lot, line }) => {
    const day = producedOnLabel(line.raw, today)
    return day === null ? [] : [{ lotId: lot.lotId, lotNumber: line.lotNumber, day }]
  })
  if (said.length === 0) return []
  const lots = await tx.lot.findMany({
    where: { clinicId, id: { in: said.map(({ lotId }) => lotId) } },
    select: { id: true, producedOn: true },
  })
  const known = new Map(lots.map(({ id, producedOn }) => [id, producedOn?.toISOString().slice(0, 10) ?? null]))
  const otherDays: string[] = []
  for (const { lotId, lotNumber, day } of said) {
    const before = known.get(lotId) ?? null
    if (before === null)
      await tx.lot.update({ where: { clinicId_id: { clinicId, id: lotId } }, data: { producedOn: asDate(day) } })
    else if (before !== day) {
      await putLotOnList(tx, clinicId, { lotId, fault: 'lot-other-production' })
      otherDays.push(lotNumber)
    }
  }
  return otherDays
}

/** What the book gives as the reasons for what a delivery does to a lot. */
interface Words {
  readonly expired: string
  readonly cameIn: string
}

interface By {
  readonly byIdentityId: string
  readonly words: Words
  readonly nowMs: number
}

/** Lets a lot stand as it is kept from now on: known now that its box came in, and out of use where it is past its day. */
const putAway = async (tx: Transaction, clinicId: string, { lot, setAside }: Kept, by: By): Promise<void> => {
  if (!lot.received) {
    await takeLotOffList(tx, clinicId, lot.lotId)
    const where = { clinicId_id: { clinicId, id: lot.lotId } }
    await tx.lot.update({ where, data: { receivedAt: new Date(by.nowMs) } })
  }
  const { byIdentityId, words } = by
  const line = { clinicId, lotId: lot.lotId, quantity: 0, byIdentityId }
  if (setAside === 'expired')
    await tx.stockEntry.create({ data: { ...line, kind: 'quarantined', reason: words.expired } })
  else if (setAside === null && lot.status === 'quarantined')
    await tx.stockEntry.create({ data: { ...line, kind: 'released', reason: words.cameIn } })
}

const write = async (
  tx: Transaction,
  actor: StaffActor,
  { placeId, ...delivery }: { readonly supplier: string; readonly noteNumber: string; readonly placeId: string },
  kept: readonly Kept[],
): Promise<string> => {
  const { clinicId } = actor
  const byIdentityId = asIdentity(actor)
  const by = { receivedByIdentityId: byIdentityId, receivedByName: actor.name }
  const { id } = await tx.delivery.create({ data: { clinicId, ...delivery, ...by }, select: { id: true } })
  const entries = kept.map((one) => ({ ...one, stockEntryId: uuidv7() }))
  await tx.stockEntry.createMany({
    data: entries.map(({ lot, line, stockEntryId }) => ({
      ...{
        clinicId,
        id: stockEntryId,
        lotId: lot.lotId,
        placeId,
        kind: 'received',
        quantity: line.needles,
        byIdentityId,
      },
    })),
  })
  await tx.deliveryLine.createMany({
    data: entries.map(({ lot, line, setAside, stockEntryId }) => ({
      ...{ clinicId, deliveryId: id, lotId: lot.lotId, stockEntryId, raw: line.raw, setAside },
    })),
  })
  return id
}
