import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { barsOn, weekAround } from '#domain/availability/bars.ts'
import { timesOpen } from '#domain/availability/displaced.ts'
import type { Opening } from '#domain/availability/facts.ts'
import { DAY_MS, startOfDayMs } from '#domain/time/zone.ts'
import { onlyOf } from './access.ts'
import { hoursRowOf, type Place } from './queries.ts'
import { hoursRuleOf } from './read-openings.ts'
import type { Subject, WeekRow } from './schema.ts'

interface SubjectAt {
  readonly kind: Subject['kind']
  readonly id: string
  readonly name: string
  readonly locationId: string
}

/** Whose hours are drawn: each location, who treats there (where they have no hours at all, at the first), and its rooms. */
const subjectsAt = (
  tx: Transaction,
  actor: StaffActor,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<SubjectAt[]> => {
  const only = onlyOf(actor)
  return tx.$queryRaw<SubjectAt[]>`
    WITH there AS (
      SELECT l.id AS location_id, l.name AS location_name, 1 AS rank, 'location' AS kind, l.id, l.name
      FROM location l WHERE l.clinic_id = ${actor.clinicId}::uuid
      UNION ALL
      SELECT l.id, l.name, 2, 'practitioner', p.id, p.name
      FROM practitioner p JOIN location l ON l.clinic_id = p.clinic_id
      WHERE p.clinic_id = ${actor.clinicId}::uuid AND p.active AND CASE
        WHEN EXISTS (SELECT 1 FROM working_hours w WHERE w.clinic_id = p.clinic_id AND w.practitioner_id = p.id)
        THEN EXISTS (SELECT 1 FROM working_hours w WHERE w.clinic_id = p.clinic_id AND w.practitioner_id = p.id AND w.location_id = l.id)
        ELSE l.id = (SELECT min(o.id::text)::uuid FROM location o WHERE o.clinic_id = p.clinic_id) END
      UNION ALL
      SELECT l.id, l.name, 3, 'room', r.id, r.name
      FROM room r JOIN location l ON l.clinic_id = r.clinic_id AND l.id = r.location_id
      WHERE r.clinic_id = ${actor.clinicId}::uuid AND r.active)
    SELECT kind, id, name, location_id AS "locationId" FROM there
    WHERE ${only}::uuid IS NULL OR (kind = 'practitioner' AND id = ${only}::uuid)
    ORDER BY location_name, location_id, rank, name, id
    LIMIT ${limit + 1} OFFSET ${offset}`
}

/** One week of everybody's and everything's hours, as bars to look at. */
export const drawWeek = async (
  tx: Transaction,
  actor: StaffActor,
  { firstDate, limit, offset }: { readonly firstDate: string; readonly limit: number; readonly offset: number },
) => {
  const { clinicId } = actor
  const dates = weekAround(firstDate)
  const found = await subjectsAt(tx, actor, { limit, offset })
  const subjects = found.slice(0, limit)
  const locations = await tx.location.findMany({
    where: { clinicId },
    select: { id: true, name: true, timeZone: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  const stored = await storedFor(tx, clinicId, subjects, dates)
  const rows = subjects.flatMap((subject) => {
    const place = locations.find(({ id }) => id === subject.locationId)
    return place === undefined ? [] : [rowOf(subject, place, dates, stored)]
  })
  return { dates, locations, rows, nextOffset: found.length > limit ? offset + limit : null }
}

type Stored = Awaited<ReturnType<typeof storedFor>>

/** Hours and exceptions of all subjects of a page, in two statements. */
const storedFor = async (
  tx: Transaction,
  clinicId: string,
  subjects: readonly SubjectAt[],
  dates: readonly string[],
) => {
  const ofKind = (kind: Subject['kind']) => subjects.filter((one) => one.kind === kind).map(({ id }) => id)
  const theirs = [
    { practitionerId: { in: ofKind('practitioner') } },
    { roomId: { in: ofKind('room') } },
    { practitionerId: null, roomId: null, locationId: { in: ofKind('location') } },
  ]
  const hours = await tx.workingHours.findMany({ where: { clinicId, OR: theirs }, orderBy: { id: 'asc' } })
  const [from, to] = [Date.parse(`${dates[0]}T00:00Z`), Date.parse(`${dates.at(-1)}T00:00Z`)]
  const exceptions = await tx.scheduleException.findMany({
    where: {
      clinicId,
      OR: theirs,
      startsAt: { lt: new Date(to + 2 * DAY_MS) },
      endsAt: { gt: new Date(from - DAY_MS) },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  })
  return { hours, exceptions }
}

const isOf = (
  { kind, id, locationId }: SubjectAt,
  row: { practitionerId: string | null; roomId: string | null; locationId: string | null },
): boolean => {
  if (row.locationId !== null && row.locationId !== locationId) return false
  if (kind === 'practitioner') return row.practitionerId === id
  if (kind === 'room') return row.roomId === id
  return row.practitionerId === null && row.roomId === null
}

const rowOf = (subject: SubjectAt, place: Place, dates: readonly string[], stored: Stored): WeekRow => {
  const zone = place.timeZone
  const hours = stored.hours.filter((row) => isOf(subject, row)).map(hoursRowOf)
  const exceptions = stored.exceptions
    .filter((row) => isOf(subject, row))
    .map(({ kind, startsAt, endsAt, reason }) => ({ kind, reason, startMs: +startsAt, endMs: +endsAt }))
  const closed = exceptions.filter(({ kind }) => kind === 'closed')
  const opening: Opening = {
    hours: hours.map(({ id: _, version: __, locationId: ___, ...row }) => hoursRuleOf(row)),
    extra: exceptions.filter(({ kind }) => kind === 'open'),
    closed,
  }
  const always = [{ startMs: startOfDayMs(dates[0]!, zone), endMs: startOfDayMs(dates.at(-1)!, zone) + 2 * DAY_MS }]
  const asked = { firstDate: dates[0]!, lastDate: dates.at(-1)! }
  const open = timesOpen(subject.kind, opening, zone, asked) ?? always
  return {
    subject: { kind: subject.kind, id: subject.id },
    ...{ name: subject.name, locationId: place.id, hasHours: hours.length > 0 },
    days: dates.map((date) => ({
      date,
      open: barsOn(open, date, zone),
      closed: closed.flatMap(({ reason, ...during }) =>
        barsOn([during], date, zone).map((bar) => ({ ...bar, reason })),
      ),
    })),
  }
}
