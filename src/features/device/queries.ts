import type { Transaction } from '#db/client.ts'
import type { DeviceSetup } from './schema.ts'

const setupOf = { id: true, version: true, locationId: true, name: true, kind: true, active: true } as const

/** The devices, those in use first, with the kinds there are. */
export const deviceSetups = async (
  tx: Transaction,
  clinicId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) => {
  const rows = await tx.device.findMany({
    where: { clinicId },
    select: setupOf,
    orderBy: [{ active: 'desc' }, { name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    skip: offset,
  })
  const kinds = await tx.$queryRaw<{ kind: string }[]>`
    SELECT kind FROM device WHERE clinic_id = ${clinicId}::uuid AND active
    UNION SELECT unnest(device_kinds) FROM healthcare_service WHERE clinic_id = ${clinicId}::uuid ORDER BY 1 LIMIT 200`
  const locations = await tx.location.findMany({
    where: { clinicId },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  })
  return {
    devices: rows.slice(0, limit),
    kinds: kinds.map(({ kind }) => kind),
    locations,
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}

/** Locks a device and reads it as it stands; null when the clinic has none of this id. */
export const lockDevice = async (tx: Transaction, clinicId: string, id: string): Promise<DeviceSetup | null> => {
  await tx.$queryRaw`SELECT 1 FROM device WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`
  return tx.device.findUnique({ where: { clinicId_id: { clinicId, id } }, select: setupOf })
}
