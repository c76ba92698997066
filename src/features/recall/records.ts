import type { Transaction } from '#db/client.ts'
import { findRecall } from './queries.ts'

/** A recall that nobody else changes until this transaction ends; null when the clinic has none of that id. */
export const lockRecall = async (tx: Transaction, clinicId: string, id: string) => {
  await tx.$queryRaw`SELECT id FROM recall WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`
  return findRecall(tx, clinicId, id)
}
