import type { Transaction } from '#db/client.ts'
import { dayNumberOf } from '#domain/time/calendar-date.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { safetyPolicy } from '#features/safety-policy/queries.ts'

/** Each room in use with its container, how many days it has been open and whether that is too long for the clinic. */
export const containersByRoom = async (tx: Transaction, clinicId: string, nowMs: number) => {
  const zone = await clinicZone(tx, clinicId)
  const today = localDateOf(nowMs, zone)
  const { sharpsDays } = await safetyPolicy(tx, clinicId, today)
  const rooms = await tx.room.findMany({
    where: { clinicId, active: true },
    select: { id: true, name: true, sharpsContainers: { where: { closedAt: null } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 200,
  })
  return rooms.map(({ id: roomId, name: roomName, sharpsContainers: [open] }) => {
    if (open === undefined) return { roomId, roomName, container: null }
    const { id, label, openedAt, openedByName } = open
    const days = dayNumberOf(today) - dayNumberOf(localDateOf(openedAt.getTime(), zone))
    const container = { id, label, openedByName, openedAt: openedAt.toISOString(), days, over: days > sharpsDays }
    return { roomId, roomName, container }
  })
}
