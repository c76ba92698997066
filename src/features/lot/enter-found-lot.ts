import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { bookFaultOf, judgeFoundBox } from '#domain/lot/stock.ts'
import { putLotOnList } from '#features/task/records.ts'
import { lockStockLots, openedLot } from './queries.ts'
import { keepBoxOpen, recordDeviation } from './records.ts'
import type { FoundBox, ScannedLot } from './schema.ts'

export type FoundLotRefusal = { readonly reason: 'unknown-needle' }

interface OpenVisit {
  readonly id: string
  readonly patientId: string
  readonly roomId: string
  readonly practitionerId: string
  readonly zone: string
}

/**
 * Writes down which box needles came from that are in already. A fact: a lot that is recalled, expired, set aside, empty
 * or not in the stock book at all is saved with its deviation, so that the patient is on its list from now on (Z1), and
 * whoever keeps the stock is asked to put the book right. A box that turns out to be good is opened like any other.
 * `encounter` is the caller's, already locked and open.
 */
export const enterFoundLot = async (
  tx: Transaction,
  actor: StaffActor,
  encounter: OpenVisit,
  found: FoundBox,
  nowMs: number,
): Promise<Outcome<ScannedLot, FoundLotRefusal>> => {
  const { clinicId } = actor
  const productId = await productOf(tx, clinicId, found.product)
  if (productId === null) return refused({ reason: 'unknown-needle' })
  const lotId = await lotOf(tx, clinicId, productId, found)
  const [lot] = await lockStockLots(tx, clinicId, [lotId], encounter)
  if (lot === undefined) throw new Error('A lot that was just found is there')
  const when = { nowMs, zone: encounter.zone }
  const { deviations } = judgeFoundBox(lot, { ...when, labelDate: found.expiryDate })
  const said = { expiryDate: found.expiryDate }
  const deviationId =
    deviations.length === 0 ? null : await recordDeviation(tx, actor, encounter.id, lotId, deviations, said)
  await tx.lotScan.create({
    data: {
      clinicId,
      encounterId: encounter.id,
      lotId,
      raw: found.raw ?? '',
      deviationId,
      byIdentityId: asIdentity(actor),
    },
  })
  if (deviationId === null) await keepBoxOpen(tx, actor, { roomId: encounter.roomId, lotId, units: null }, when)
  const fault = bookFaultOf(deviations)
  if (fault !== null) await putLotOnList(tx, clinicId, { lotId, fault })
  return done(await openedLot(tx, clinicId, { encounterId: encounter.id, lotId }, when), {
    action: 'enter-found-lot',
    entityType: 'Lot',
    entityId: lotId,
    patientId: encounter.patientId,
    detail: { encounterId: encounter.id, deviationId },
  })
}

/** The needle that was chosen, or the one of that name and size; one that nobody has had here before is added, not in use. */
const productOf = async (tx: Transaction, clinicId: string, product: FoundBox['product']): Promise<string | null> => {
  if ('productId' in product) {
    const chosen = { clinicId_id: { clinicId, id: product.productId } }
    return (await tx.needleProduct.findUnique({ where: chosen, select: { id: true } }))?.id ?? null
  }
  const { name, diameterMm, lengthMm } = product
  const known = () => tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM needle_product
    WHERE clinic_id = ${clinicId}::uuid AND lower(btrim(brand || ' ' || name)) = lower(${name})
      AND diameter_mm = ${diameterMm}::numeric(5, 2) AND length_mm = ${lengthMm}::numeric(5, 2)
    ORDER BY active DESC, id LIMIT 1`
  const [before] = await known()
  if (before !== undefined) return before.id
  // somebody else who adds the same needle now is waited for
  await tx.needleProduct.createMany({
    data: { clinicId, brand: '', name, diameterMm, lengthMm, unitsPerBox: null, reference: '', active: false },
    skipDuplicates: true,
  })
  const [added] = await known()
  return added?.id ?? null
}

/** The needle's lot of that number; one that is not in the stock book is added, set aside and with nothing on hand. */
const lotOf = async (
  tx: Transaction,
  clinicId: string,
  productId: string,
  { lotNumber, expiryDate }: FoundBox,
): Promise<string> => {
  await tx.lot.createMany({
    data: {
      clinicId,
      productId,
      lotNumber,
      expiryDate: expiryDate === null ? null : new Date(`${expiryDate}T00:00:00Z`),
      status: 'quarantined',
      receivedAt: null,
    },
    skipDuplicates: true,
  })
  return (await tx.lot.findFirstOrThrow({ where: { clinicId, productId, lotNumber }, select: { id: true } })).id
}
