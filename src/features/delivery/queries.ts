import type { Transaction } from '#db/client.ts'
import { productNameOf, sizeOf } from '#features/lot/queries.ts'
import type { DeliveryRow } from './schema.ts'

/** What came in, the latest first; a page at a time. */
export const listDeliveries = async (
  tx: Transaction,
  clinicId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) => {
  const rows = await tx.delivery.findMany({
    where: { clinicId },
    include: {
      lines: { include: { lot: { include: { product: true } }, stockEntry: true }, orderBy: { id: 'asc' }, take: 100 },
    },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    skip: offset,
  })
  const suppliers = await tx.$queryRaw<{ supplier: string }[]>`
    SELECT supplier FROM delivery WHERE clinic_id = ${clinicId}::uuid GROUP BY supplier ORDER BY max(received_at) DESC LIMIT 50`
  return {
    deliveries: rows.slice(0, limit).map(
      ({ receivedAt, lines, ...delivery }): DeliveryRow => ({
        ...delivery,
        receivedAt: receivedAt.toISOString(),
        lines: lines.map(({ lot, stockEntry, lotId, setAside }) => ({
          lotId,
          productName: productNameOf(lot.product),
          size: sizeOf(lot.product),
          lotNumber: lot.lotNumber,
          expiryDate: lot.expiryDate?.toISOString().slice(0, 10) ?? null,
          needles: stockEntry.quantity,
          setAside: setAside as DeliveryRow['lines'][number]['setAside'],
        })),
      }),
    ),
    suppliers: suppliers.map(({ supplier }) => supplier),
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}
