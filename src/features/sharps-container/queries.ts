import type { Transaction } from '#db/client.ts'
import { type ClosedFor, containerStanding } from '#domain/sharps/container.ts'
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
    const standing = containerStanding(days, sharpsDays)
    const said = { days, over: standing === 'over', standing }
    const container = { id, label, openedByName, openedAt: openedAt.toISOString(), ...said }
    return { roomId, roomName, container }
  })
}

interface Paged {
  readonly limit: number
  readonly offset: number
}

interface ContainerRow {
  readonly id: string
  readonly label: string
  readonly openedAt: Date
  readonly openedByName: string
  readonly closedAt: Date | null
  readonly closedByName: string | null
  readonly closedFor: string | null
  readonly room: { readonly name: string }
}

/** What a container covers: its room, and its days to when it was closed, or to now. */
const coveredBy = ({ room, openedAt, closedAt, closedFor, ...row }: ContainerRow, zone: string, nowMs: number) => {
  const dayOf = (ms: number) => dayNumberOf(localDateOf(ms, zone))
  return {
    ...{ id: row.id, label: row.label, openedByName: row.openedByName, closedByName: row.closedByName },
    ...{ roomName: room.name, openedAt: openedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null },
    closedFor: closedFor as ClosedFor | null,
    days: dayOf(closedAt?.getTime() ?? nowMs) - dayOf(openedAt.getTime()),
  }
}

const withRoom = { room: { select: { name: true } } } as const

/** Containers out of use, the last closed first. */
export const closedContainers = async (tx: Transaction, clinicId: string, { limit, offset }: Paged, nowMs: number) => {
  const zone = await clinicZone(tx, clinicId)
  const rows = await tx.sharpsContainer.findMany({
    where: { clinicId, closedAt: { not: null } },
    include: withRoom,
    orderBy: [{ closedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    skip: offset,
  })
  return {
    containers: rows.slice(0, limit).map((row) => coveredBy(row, zone, nowMs)),
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}

interface VisitRow {
  readonly encounterId: string
  readonly needlesInAt: Date
  readonly practitionerName: string
  readonly patientName: string
  readonly lotNumbers: string[]
}

/**
 * The visits whose needles may lie in a container, the latest first: they were in the room with needles in while it stood
 * there. Over a change of containers a visit belongs to both.
 */
export const visitsOfContainer = async (
  tx: Transaction,
  clinicId: string,
  { containerId: id, limit, offset, withNames }: Paged & { readonly containerId: string; readonly withNames: boolean },
  nowMs: number,
) => {
  const found = await tx.sharpsContainer.findUnique({ where: { clinicId_id: { clinicId, id } }, include: withRoom })
  if (found === null) return null
  const rows = await tx.$queryRaw<VisitRow[]>`
    SELECT e.id AS "encounterId", e.needles_in_at AS "needlesInAt", d.name AS "practitionerName", p.name AS "patientName",
      ARRAY(SELECT DISTINCT l.lot_number FROM lot_use u JOIN lot l ON l.clinic_id = u.clinic_id AND l.id = u.lot_id
        WHERE u.clinic_id = e.clinic_id AND u.encounter_id = e.id AND NOT u.unused AND l.lot_number IS NOT NULL ORDER BY 1) AS "lotNumbers"
    FROM sharps_container c
    JOIN place pl ON pl.clinic_id = c.clinic_id AND pl.room_id = c.room_id
    JOIN appointment a ON a.clinic_id = pl.clinic_id AND a.place_id = pl.id
    JOIN encounter e ON e.clinic_id = a.clinic_id AND e.appointment_id = a.id AND e.status <> 'entered-in-error'
    JOIN practitioner d ON d.clinic_id = e.clinic_id AND d.id = e.practitioner_id
    JOIN patient p ON p.clinic_id = e.clinic_id AND p.id = surviving_patient(e.clinic_id, e.patient_id)
    WHERE c.clinic_id = ${clinicId}::uuid AND c.id = ${id}::uuid
      AND e.needles_in_at < coalesce(c.closed_at, 'infinity') AND coalesce(e.needles_out_at, e.completed_at, 'infinity') >= c.opened_at
    ORDER BY e.needles_in_at DESC, e.id DESC LIMIT ${limit + 1} OFFSET ${offset}`
  const zone = await clinicZone(tx, clinicId)
  return {
    container: coveredBy(found, zone, nowMs),
    visits: rows.slice(0, limit).map(({ needlesInAt, patientName, ...visit }) => ({
      ...{ ...visit, needlesInAt: needlesInAt.toISOString(), patientName: withNames ? patientName : null },
    })),
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}
