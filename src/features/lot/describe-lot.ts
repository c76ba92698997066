import type { Transaction } from '#db/client.ts'
import { findLot, rowOf, type When } from './queries.ts'

/** How many people a lot reached, each once, whichever of their records it was. */
const peopleReached = async (tx: Transaction, clinicId: string, lotId: string): Promise<number> => {
  const [counted] = await tx.$queryRaw<{ people: number }[]>`
    SELECT count(DISTINCT n.patient_id)::int AS people FROM needle_reach n
    WHERE n.clinic_id = ${clinicId}::uuid AND n.lot_id = ${lotId}::uuid`
  return counted?.people ?? 0
}

/** The same needle's lot of unknown number, when somebody was treated with it. */
const unknownNumberOf = async (
  tx: Transaction,
  clinicId: string,
  lot: { productId: string; lotNumber: string | null },
) => {
  if (lot.lotNumber === null) return null
  const unknown = await tx.lot.findFirst({
    where: { clinicId, productId: lot.productId, lotNumber: null },
    select: { id: true },
  })
  if (unknown === null) return null
  const people = await peopleReached(tx, clinicId, unknown.id)
  return people === 0 ? null : { lotId: unknown.id, people }
}

/** One lot with its recalls and how many people it reached; null when the clinic has no such lot. */
export const describeLot = async (tx: Transaction, clinicId: string, lotId: string, when: When) => {
  const lot = await findLot(tx, clinicId, lotId)
  if (lot === null) return null
  const recalls = await tx.recallLot.findMany({
    where: { clinicId, lotId, recall: { kind: 'recall' } },
    include: { recall: true },
  })
  return {
    lot: rowOf(lot, when),
    recalls: recalls.map(({ recall }) => ({
      id: recall.id,
      reason: recall.reason,
      reference: recall.reference,
      openedAt: recall.openedAt.toISOString(),
    })),
    peopleReached: await peopleReached(tx, clinicId, lotId),
    unknownNumber: await unknownNumberOf(tx, clinicId, lot),
  }
}
