import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import { type Channel, wayTo } from '#domain/contact/reach.ts'
import { localDateOf, startOfDayMs, wallTimeOf } from '#domain/time/zone.ts'
import { reachOf } from '#features/contact/queries.ts'
import { textNumberOf } from '#lib/texting.ts'
import { keepsHours, onlyOf } from './access.ts'
import type { ExceptionRow, HoursRow, Subject } from './schema.ts'

/** A location as hours need it. */
export interface Place {
  readonly id: string
  readonly name: string
  readonly timeZone: string
}

/** Whose hours, with a name and where they can be. */
export interface KnownSubject {
  readonly subject: Subject
  readonly name: string
  readonly locations: readonly Place[]
}

/** The subject, if these hours are the actor's to keep; null otherwise. */
export const subjectOf = async (tx: Transaction, actor: StaffActor, subject: Subject): Promise<KnownSubject | null> => {
  if (!keepsHours(actor, subject)) return null
  const { clinicId } = actor
  const one = { where: { clinicId_id: { clinicId, id: subject.id } } }
  const locations = await tx.location.findMany({
    where: { clinicId },
    select: { id: true, name: true, timeZone: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  if (subject.kind === 'practitioner') {
    const person = await tx.practitioner.findUnique({ ...one, select: { name: true } })
    return person && { subject, name: person.name, locations }
  }
  if (subject.kind === 'room') {
    const room = await tx.room.findUnique({ ...one, select: { name: true, locationId: true } })
    return room && { subject, name: room.name, locations: locations.filter(({ id }) => id === room.locationId) }
  }
  const location = locations.find(({ id }) => id === subject.id)
  return location === undefined ? null : { subject, name: location.name, locations: [location] }
}

/** Which rows of hours or exceptions are the subject's. */
export const whereOf = ({ kind, id }: Subject) =>
  kind === 'practitioner'
    ? { practitionerId: id }
    : kind === 'room'
      ? { roomId: id }
      : { locationId: id, practitionerId: null, roomId: null }

/** The columns that say whose a new row is. */
export const ownerOf = ({ kind, id }: Subject) => ({
  practitionerId: kind === 'practitioner' ? id : null,
  roomId: kind === 'room' ? id : null,
})

/** Whose a stored row is. */
export const storedSubjectOf = (row: {
  readonly practitionerId: string | null
  readonly roomId: string | null
  readonly locationId: string | null
}): Subject => {
  if (row.practitionerId !== null) return { kind: 'practitioner', id: row.practitionerId }
  return row.roomId !== null ? { kind: 'room', id: row.roomId } : { kind: 'location', id: row.locationId! }
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10)

interface StoredHours {
  readonly id: string
  readonly version: number
  readonly locationId: string
  readonly rule: string
  readonly startMinute: number
  readonly endMinute: number
  readonly validFrom: Date
  readonly validUntil: Date | null
  readonly rdates: Date[]
  readonly exdates: Date[]
}

export const hoursRowOf = (row: StoredHours): HoursRow => ({
  ...{ id: row.id, version: row.version, locationId: row.locationId, rule: row.rule },
  ...{ startMinute: row.startMinute, endMinute: row.endMinute },
  validFrom: dayOf(row.validFrom),
  validUntil: row.validUntil === null ? null : dayOf(row.validUntil),
  addedDates: row.rdates.map(dayOf).sort(),
  droppedDates: row.exdates.map(dayOf).sort(),
})

interface PageOf {
  readonly limit: number
  readonly offset: number
}

/** The hours of one subject: those without an end or with the latest one first. */
export const hoursOfSubject = async (
  tx: Transaction,
  actor: StaffActor,
  { subject, limit, offset }: PageOf & { readonly subject: Subject },
) => {
  const known = await subjectOf(tx, actor, subject)
  if (known === null) return null
  const rows = await tx.workingHours.findMany({
    where: { clinicId: actor.clinicId, ...whereOf(subject) },
    orderBy: [
      { validUntil: { sort: 'desc', nulls: 'first' } },
      { validFrom: 'desc' },
      { startMinute: 'asc' },
      { id: 'asc' },
    ],
    take: limit + 1,
    skip: offset,
  })
  return {
    ...{ subject, name: known.name, locations: [...known.locations] },
    hours: rows.slice(0, limit).map(hoursRowOf),
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}

interface RawException {
  readonly id: string
  readonly version: number
  readonly kind: 'closed' | 'open'
  readonly practitionerId: string | null
  readonly roomId: string | null
  readonly locationId: string | null
  readonly timeZone: string
  readonly name: string
  readonly startMs: number
  readonly endMs: number
  readonly reason: string
  readonly byName: string | null
  readonly toMove: number
}

const wallOf = (ms: number, zone: string): { date: string; minute: number } => {
  const wall = wallTimeOf(ms, zone)
  return { date: wall.slice(0, 10), minute: Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16)) }
}

/** The end of a stretch on the wall: midnight is the end of the day before it. */
export const wallEndOf = (ms: number, zone: string): { date: string; minute: number } => {
  const last = localDateOf(ms - 1, zone)
  return startOfDayMs(localDateOf(ms, zone), zone) === ms ? { date: last, minute: 1440 } : wallOf(ms, zone)
}

const isStartOfDay = (ms: number, zone: string): boolean => startOfDayMs(localDateOf(ms, zone), zone) === ms

const exceptionOf = (row: RawException, nowMs: number): ExceptionRow => {
  const { practitionerId: _, roomId: __, startMs, endMs, timeZone: zone, ...rest } = row
  return {
    ...rest,
    subject: storedSubjectOf(row),
    timeZone: zone,
    from: wallOf(startMs, zone),
    until: wallEndOf(endMs, zone),
    wholeDays: isStartOfDay(startMs, zone) && isStartOfDay(endMs, zone),
    state: endMs <= nowMs ? 'past' : startMs <= nowMs ? 'now' : 'coming',
  }
}

/**
 * What is otherwise than the hours say: what is still to come, soonest first, or what is over, latest first. Each on the
 * wall of its location; who is away everywhere is so on the wall of the clinic's first.
 */
export const exceptionsOf = async (
  tx: Transaction,
  actor: StaffActor,
  { subject, past, limit, offset }: PageOf & { readonly subject: Subject | null; readonly past: boolean },
  nowMs: number,
) => {
  if (subject !== null && (await subjectOf(tx, actor, subject)) === null) return null
  const only = onlyOf(actor)
  const now = new Date(nowMs)
  const rows = await tx.$queryRaw<RawException[]>`
    SELECT x.id, x.version, x.kind, x.practitioner_id AS "practitionerId", x.room_id AS "roomId", x.location_id AS "locationId",
      z.time_zone AS "timeZone", coalesce(p.name, r.name, l.name) AS name, x.reason, m.name AS "byName",
      (extract(epoch FROM x.starts_at) * 1000)::float8 AS "startMs", (extract(epoch FROM x.ends_at) * 1000)::float8 AS "endMs",
      (SELECT count(*)::int FROM task k JOIN appointment a ON a.clinic_id = k.clinic_id AND a.id = k.appointment_id
        WHERE k.clinic_id = x.clinic_id AND k.kind = 'visit-to-move' AND k.status = 'open' AND k.detail ->> 'causeId' = x.id::text
          AND a.status IN ('proposed', 'booked') AND a.starts_at > ${now}) AS "toMove"
    FROM schedule_exception x
    LEFT JOIN practitioner p ON p.clinic_id = x.clinic_id AND p.id = x.practitioner_id
    LEFT JOIN room r ON r.clinic_id = x.clinic_id AND r.id = x.room_id
    LEFT JOIN location l ON l.clinic_id = x.clinic_id AND l.id = x.location_id
    LEFT JOIN membership m ON m.clinic_id = x.clinic_id AND m.identity_id = x.by_identity_id
    JOIN LATERAL (SELECT o.time_zone FROM location o WHERE o.clinic_id = x.clinic_id AND (x.location_id IS NULL OR o.id = x.location_id)
      ORDER BY o.id LIMIT 1) z ON true
    WHERE x.clinic_id = ${actor.clinicId}::uuid AND (${only}::uuid IS NULL OR x.practitioner_id = ${only}::uuid)
      AND CASE WHEN ${past} THEN x.ends_at <= ${now} ELSE x.ends_at > ${now} END
      AND (${subject?.kind ?? null}::text IS NULL OR CASE ${subject?.kind ?? null}::text
        WHEN 'practitioner' THEN x.practitioner_id = ${subject?.id ?? null}::uuid
        WHEN 'room' THEN x.room_id = ${subject?.id ?? null}::uuid
        ELSE x.location_id = ${subject?.id ?? null}::uuid AND x.practitioner_id IS NULL AND x.room_id IS NULL END)
    ORDER BY CASE WHEN ${past} THEN NULL ELSE x.starts_at END, x.starts_at DESC, x.id
    LIMIT ${limit + 1} OFFSET ${offset}`
  return {
    exceptions: rows.slice(0, limit).map((row) => exceptionOf(row, nowMs)),
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}

/** A visit that a closing falls on, and how its patient can be told. */
export interface VisitClosedOver {
  readonly id: string
  readonly startMs: number
  readonly timeZone: string
  readonly patientName: string
  readonly practitionerName: string
  readonly serviceName: LocalizedText
  readonly phone: string | null
  /** By telephone alone, where no message can reach them. */
  readonly reach: Channel | 'call'
}

/** Visits still to come that stand on the to-do list because of a closing, soonest first. */
export const closedOver = async (
  tx: Transaction,
  clinicId: string,
  { exceptionId, limit, offset }: PageOf & { readonly exceptionId: string },
  nowMs: number,
): Promise<VisitClosedOver[]> => {
  const rows = await tx.$queryRaw<(Omit<VisitClosedOver, 'reach'> & { readonly personId: string })[]>`
    SELECT a.id, (extract(epoch FROM a.starts_at) * 1000)::float8 AS "startMs", a.time_zone AS "timeZone", p.name AS "patientName",
      d.name AS "practitionerName", s.name AS "serviceName", o.phone, o.id AS "personId"
    FROM task k
    JOIN appointment a ON a.clinic_id = k.clinic_id AND a.id = k.appointment_id
    JOIN patient p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
    JOIN patient o ON o.clinic_id = p.clinic_id AND o.id = coalesce(p.merged_into_id, p.id)
    JOIN practitioner d ON d.clinic_id = a.clinic_id AND d.id = a.practitioner_id
    JOIN healthcare_service s ON s.clinic_id = a.clinic_id AND s.id = a.service_id
    WHERE k.clinic_id = ${clinicId}::uuid AND k.kind = 'visit-to-move' AND k.status = 'open' AND k.detail ->> 'causeId' = ${exceptionId}
      AND a.status IN ('proposed', 'booked') AND a.starts_at > ${new Date(nowMs)}
    ORDER BY a.starts_at, a.id
    LIMIT ${limit} OFFSET ${offset}`
  const { slug } = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { slug: true } })
  const people = await reachOf(
    tx,
    clinicId,
    rows.map(({ personId }) => personId),
    textNumberOf(slug) !== null,
  )
  return rows.map(({ personId, ...visit }) => {
    const person = people.get(personId)
    const way = person && wayTo(person, 'visits')
    return { ...visit, reach: way?.reached ? way.channel : 'call' }
  })
}

/** A closing that the actor keeps; null for other eyes, and for extra hours. */
export const closingOf = async (tx: Transaction, actor: StaffActor, exceptionId: string) => {
  const { clinicId } = actor
  const found = await tx.scheduleException.findUnique({ where: { clinicId_id: { clinicId, id: exceptionId } } })
  if (found === null || found.kind !== 'closed') return null
  const known = await subjectOf(tx, actor, storedSubjectOf(found))
  return known && { reason: found.reason, subject: known.subject }
}
