import type { Transaction } from '#db/client.ts'

type CountField = 'inserted' | 'discardedUnused' | 'droppedFound' | 'droppedNotFound'

/** Adds needles to the running count of a visit; a count that had been closed is open again. */
export const addToCount = async (
  tx: Transaction,
  clinicId: string,
  encounterId: string,
  more: Readonly<Partial<Record<CountField, number>>>,
): Promise<void> => {
  const nothing = { removed: 0, fellOutFound: 0, broken: 0, leftInPlace: 0, missing: 0 }
  const { inserted = 0, discardedUnused = 0, droppedFound = 0, droppedNotFound = 0 } = more
  await tx.needleCount.upsert({
    where: { clinicId_encounterId: { clinicId, encounterId } },
    create: { clinicId, encounterId, inserted, discardedUnused, droppedFound, droppedNotFound, ...nothing, version: 1 },
    update: {
      inserted: { increment: inserted },
      discardedUnused: { increment: discardedUnused },
      droppedFound: { increment: droppedFound },
      droppedNotFound: { increment: droppedNotFound },
      closedAt: null,
      version: { increment: 1 },
    },
  })
}
