import type { Transaction } from '#db/client.ts'

/** What the clinic's scanners type where a label has a separator, beside what is known anyway. */
export const separatorsOf = async (tx: Transaction, clinicId: string): Promise<string[]> => {
  const setting = await tx.scannerSetting.findUnique({ where: { clinicId }, select: { separators: true } })
  return setting?.separators ?? []
}
