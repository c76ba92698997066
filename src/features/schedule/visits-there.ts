import { lockAgainstClaims } from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import type { ListedVisit } from '../task/records.ts'
import type { Subject } from './schema.ts'

/** A visit still to come, as far as hours concern it: a room is needed with the buffers, people and the location without. */
export interface VisitThere extends ListedVisit {
  readonly startMs: number
  readonly endMs: number
  readonly locationId: string
  /** The visit's own beginning, where `startMs` counts the buffer. */
  readonly visitStartMs: number
}

/**
 * Locks everything whose hours change against new claims: the practitioner, the places of the room, all places of the
 * location. Whoever books there waits, and is decided again by what then holds.
 */
export const lockSubject = async (tx: Transaction, clinicId: string, { kind, id }: Subject): Promise<void> => {
  if (kind === 'practitioner') return lockAgainstClaims(tx, clinicId, [id])
  const where = kind === 'room' ? { roomId: id } : { room: { locationId: id } }
  const places = await tx.place.findMany({ where: { clinicId, ...where }, select: { id: true } })
  await lockAgainstClaims(
    tx,
    clinicId,
    places.map((place) => place.id),
  )
}

/** Every living visit still to come that needs the subject, soonest first: past, cancelled and missed ones concern nobody (G4, G5). */
export const visitsThere = (
  tx: Transaction,
  clinicId: string,
  { kind, id }: Subject,
  locationId: string | null,
  nowMs: number,
): Promise<VisitThere[]> => {
  const buffered = kind === 'room'
  return tx.$queryRaw<VisitThere[]>`
    SELECT a.id, a.patient_id AS "patientId", p.name AS "patientName", a.practitioner_id AS "practitionerId", d.name AS "practitionerName",
      s.name AS "serviceName", a.time_zone AS "timeZone", a.location_id AS "locationId",
      (extract(epoch FROM a.starts_at) * 1000)::float8 AS "visitStartMs",
      (extract(epoch FROM a.starts_at) * 1000 - CASE WHEN ${buffered} THEN a.buffer_before_minutes * 60000 ELSE 0 END)::float8 AS "startMs",
      (extract(epoch FROM a.ends_at) * 1000 + CASE WHEN ${buffered} THEN a.buffer_after_minutes * 60000 ELSE 0 END)::float8 AS "endMs"
    FROM appointment a
    JOIN patient p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
    JOIN practitioner d ON d.clinic_id = a.clinic_id AND d.id = a.practitioner_id
    JOIN place pl ON pl.clinic_id = a.clinic_id AND pl.id = a.place_id
    JOIN healthcare_service s ON s.clinic_id = a.clinic_id AND s.id = a.service_id
    WHERE a.clinic_id = ${clinicId}::uuid AND a.status IN ('proposed', 'booked', 'arrived') AND a.starts_at >= ${new Date(nowMs)}
      AND (${locationId}::uuid IS NULL OR a.location_id = ${locationId}::uuid)
      AND CASE ${kind}::text WHEN 'practitioner' THEN a.practitioner_id = ${id}::uuid WHEN 'room' THEN pl.room_id = ${id}::uuid
        ELSE a.location_id = ${id}::uuid END
    ORDER BY a.starts_at, a.id`
}
