import type { Transaction } from '#db/client.ts'
import { type Done, done } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { separatorsOf } from './queries.ts'
import type { ScannerSetting } from './schema.ts'

/** Writes down what the clinic's scanners type for a separator, in place of what was written down before. */
export const saveScanner = async (
  tx: Transaction,
  actor: StaffActor,
  { separators: wanted }: ScannerSetting,
): Promise<Done<ScannerSetting>> => {
  const { clinicId } = actor
  const before = await separatorsOf(tx, clinicId)
  const separators = [...new Set(wanted)]
  await tx.scannerSetting.upsert({ where: { clinicId }, create: { clinicId, separators }, update: { separators } })
  return done(
    { separators },
    { action: 'set-scanner', entityType: 'ScannerSetting', entityId: clinicId, detail: { before, after: separators } },
  )
}
