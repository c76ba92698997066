import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { parseScan } from '#domain/lot/gs1.ts'
import type { ScanRefusal } from '#domain/lot/scan.ts'
import { type GateRefusal, gateScan } from '#domain/lot/stock.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { separatorsOf } from '../scanner/queries.ts'
import { lastScan, lockStockLots, openedLot, productByLabel, stockLotByNumber } from './queries.ts'
import { keepBoxOpen } from './records.ts'
import type { ScannedLot } from './schema.ts'

export type ScanLotRefusal =
  | GateRefusal
  | ScanRefusal
  | { readonly reason: 'not-found' }
  | { readonly reason: 'record-closed' }

interface OpenVisit {
  readonly id: string
  readonly patientId: string
  readonly roomId: string
  readonly practitionerId: string
  readonly zone: string
}

/**
 * Opens a scanned box for use in a visit. A plan: refused by name and reason when the lot is expired, recalled,
 * quarantined, empty or not what was read (P4). It is the open box of its product in this room from now on, until another
 * one is scanned there. `encounter` is the caller's, already locked and open.
 */
export const scanLot = async (
  tx: Transaction,
  actor: StaffActor,
  encounter: OpenVisit,
  raw: string,
  nowMs: number,
): Promise<Outcome<ScannedLot, ScanLotRefusal>> => {
  const { clinicId } = actor
  const separators = await separatorsOf(tx, clinicId)
  const scan = parseScan(raw, { today: localDateOf(nowMs, encounter.zone), separators })
  if (!scan.ok) return refused(scan)
  const product = await productByLabel(tx, clinicId, scan)
  const known =
    product === null || scan.lotNumber === null
      ? null
      : await stockLotByNumber(tx, clinicId, product.productId, scan.lotNumber)
  // read again behind the lock: a recall that was a moment earlier is named in the refusal
  const [lot = null] = known === null ? [] : await lockStockLots(tx, clinicId, [known.lotId], encounter)
  const gate = gateScan({
    raw,
    scan,
    product,
    lot,
    expected: null,
    previous: await lastScan(tx, clinicId, encounter.id),
    quantity: 1,
    nowMs,
    zone: encounter.zone,
  })
  if (!gate.ok) return refused(gate)
  await tx.lotScan.create({
    data: { clinicId, encounterId: encounter.id, lotId: gate.lot.lotId, raw, byIdentityId: asIdentity(actor) },
  })
  const box = { roomId: encounter.roomId, lotId: gate.lot.lotId, units: product?.units ?? null }
  await keepBoxOpen(tx, actor, box, { nowMs, zone: encounter.zone })
  const opened = await openedLot(
    tx,
    clinicId,
    { encounterId: encounter.id, lotId: gate.lot.lotId },
    { nowMs, zone: encounter.zone },
  )
  return done(opened, {
    action: 'scan-lot',
    entityType: 'Lot',
    entityId: gate.lot.lotId,
    patientId: encounter.patientId,
    detail: { encounterId: encounter.id },
  })
}
