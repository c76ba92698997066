import type { Transaction } from '#db/client.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { RoomSetup } from './schema.ts'

const setupOf = {
  places: { select: { id: true, label: true, active: true }, orderBy: [{ label: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.RoomInclude

const setupFrom = ({ clinicId: _, ...row }: Prisma.RoomGetPayload<{ include: typeof setupOf }>): RoomSetup => ({
  ...row,
  kind: row.kind as RoomSetup['kind'],
})

/** The rooms with their places, those in use first. */
export const roomSetups = async (
  tx: Transaction,
  clinicId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) => {
  const rows = await tx.room.findMany({
    where: { clinicId },
    include: setupOf,
    orderBy: [{ active: 'desc' }, { name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    skip: offset,
  })
  const locations = await tx.location.findMany({
    where: { clinicId },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  })
  return {
    rooms: rows.slice(0, limit).map(setupFrom),
    locations,
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}

/** Locks a room and reads it as it stands; null when the clinic has none of this id. */
export const lockRoom = async (tx: Transaction, clinicId: string, id: string): Promise<RoomSetup | null> => {
  await tx.$queryRaw`SELECT 1 FROM room WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`
  const row = await tx.room.findUnique({ where: { clinicId_id: { clinicId, id } }, include: setupOf })
  return row === null ? null : setupFrom(row)
}
