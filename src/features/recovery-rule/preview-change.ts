import type { Transaction } from '#db/client.ts'
import { displayName, type LocalizedText, type Side } from '#domain/body/area.ts'
import { type ComingNeedling, previewChange, type TouchedVisit } from '#domain/recovery/preview-change.ts'
import type { RecoveryRule } from '#domain/recovery/rule.ts'
import { isTechnique } from '#domain/recovery/technique.ts'
import { DAY_MS, localDateOf, MINUTE_MS, startOfDayMs } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import type { Locale } from '#words/locale.ts'
import { rulesFrom } from './queries.ts'
import type { TouchedVisit as TouchedRow } from './schema.ts'

export interface ProposedChange
  extends Pick<RecoveryRule, 'technique' | 'relation' | 'amount' | 'unit' | 'toleranceMinutes' | 'validFrom'> {
  readonly patientId: string | null
}

interface Cursor {
  readonly startIso: string
  readonly appointmentId: string
}

export interface PreviewPage {
  readonly limit: number
  readonly cursor: Cursor | null
}

interface Seen {
  readonly clinicId: string
  readonly locale: Locale
  readonly nowMs: number
}

interface Candidate {
  readonly id: string
  readonly patientId: string
  readonly startIso: string
}

/** The proposal as the domain reads it; it is nobody's yet. */
const proposedRule = (change: ProposedChange): RecoveryRule => ({
  ...change,
  ...{ id: 'proposed', source: '', approvedBy: null, version: 0, state: 'draft', endedAtMs: null },
})

/** As far as the rest could reach past the end of a needling, with a day for where midnight lies. */
const reachMs = ({ amount, unit }: ProposedChange): number =>
  unit === 'days' ? (amount + 1) * DAY_MS : amount * 60 * MINUTE_MS + DAY_MS

/** Coming visits after an earlier one that the change could let rest longer, in order of time: more than are touched. */
const candidates = (
  tx: Transaction,
  { clinicId, nowMs }: Seen,
  change: ProposedChange,
  { fromMs, limit, cursor }: { readonly fromMs: number; readonly limit: number; readonly cursor: Cursor | null },
): Promise<Candidate[]> =>
  tx.$queryRaw<Candidate[]>`
    SELECT l.id, l.patient_id AS "patientId", to_char(l.starts_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "startIso"
    FROM appointment l
    WHERE l.clinic_id = ${clinicId}::uuid AND l.status IN ('proposed', 'booked', 'arrived') AND l.technique IS NOT NULL
      AND l.starts_at > ${new Date(nowMs)} AND (${change.patientId}::uuid IS NULL OR l.patient_id = ${change.patientId}::uuid)
      AND (${cursor?.startIso ?? null}::timestamptz IS NULL OR (l.starts_at, l.id) > (${cursor?.startIso ?? null}::timestamptz, ${cursor?.appointmentId ?? null}::uuid))
      AND EXISTS (SELECT 1 FROM appointment e
        WHERE e.clinic_id = l.clinic_id AND e.patient_id = l.patient_id AND e.id <> l.id AND e.technique = ${change.technique}
          AND e.status IN ('proposed', 'booked', 'arrived', 'checked-in') AND e.starts_at < l.starts_at
          AND e.ends_at >= ${new Date(fromMs)} AND e.ends_at > l.starts_at - make_interval(secs => ${reachMs(change) / 1000}))
    ORDER BY l.starts_at, l.id
    LIMIT ${limit}`

interface RawNeedling {
  readonly appointmentId: string
  readonly patientId: string
  readonly technique: string
  readonly zone: string
  readonly startMs: number
  readonly endMs: number
  readonly areas: readonly string[]
}

/** What these patients have booked and is not treated yet. */
const comingNeedlings = async (
  tx: Transaction,
  { clinicId, nowMs }: Seen,
  patientIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ComingNeedling[]>> => {
  const rows = await tx.$queryRaw<RawNeedling[]>`
    SELECT a.id AS "appointmentId", a.patient_id AS "patientId", a.technique, a.time_zone AS zone,
      (extract(epoch FROM a.starts_at) * 1000)::float8 AS "startMs", (extract(epoch FROM a.ends_at) * 1000)::float8 AS "endMs",
      (SELECT json_agg(r.area_id ORDER BY r.area_id) FROM rest_claim r
        WHERE r.clinic_id = a.clinic_id AND r.appointment_id = a.id AND r.kind = 'treatment' AND r.area_id <> 'anywhere') AS areas
    FROM appointment a LEFT JOIN encounter e ON e.clinic_id = a.clinic_id AND e.appointment_id = a.id
    WHERE a.clinic_id = ${clinicId}::uuid AND a.patient_id = ANY (${[...patientIds]}::uuid[]) AND a.technique IS NOT NULL
      AND a.status IN ('proposed', 'booked', 'arrived', 'checked-in') AND a.ends_at > ${new Date(nowMs - DAY_MS)}
      AND e.needles_out_at IS NULL`
  const needlings = rows.flatMap(({ patientId, technique, startMs, endMs, areas, ...visit }) =>
    isTechnique(technique) && areas !== null
      ? [{ patientId, visit: { ...visit, technique, areas, needling: { startMs, endMs } } }]
      : [],
  )
  const byPatient = Map.groupBy(needlings, ({ patientId }) => patientId)
  return new Map([...byPatient].map(([patientId, group]) => [patientId, group.map(({ visit }) => visit)]))
}

const neighboursOf = async (tx: Transaction, clinicId: string) => {
  const rows = await tx.bodyAreaNeighbour.findMany({
    where: { clinicId },
    select: { areaId: true, neighbourId: true },
    orderBy: [{ areaId: 'asc' }, { neighbourId: 'asc' }],
  })
  const known = Map.groupBy(rows, ({ areaId }) => areaId)
  return (areaId: string): readonly string[] => known.get(areaId)?.map(({ neighbourId }) => neighbourId) ?? []
}

interface Touched extends TouchedVisit {
  readonly afterMs: number
}

/** Decides for the patients of some candidates which of their coming visits the change touches. */
const touchedBy = async (
  tx: Transaction,
  seen: Seen,
  change: ProposedChange,
  found: readonly Candidate[],
): Promise<ReadonlyMap<string, readonly Touched[]>> => {
  const { clinicId, nowMs } = seen
  const patientIds = [...new Set(found.map(({ patientId }) => patientId))]
  const zone = await clinicZone(tx, clinicId)
  const rules = await rulesFrom(tx, clinicId, patientIds, localDateOf(nowMs - DAY_MS, zone))
  const neighbours = await neighboursOf(tx, clinicId)
  const coming = await comingNeedlings(tx, seen, patientIds)
  const touched = patientIds.flatMap((patientId) => {
    const visits = coming.get(patientId) ?? []
    const facts = { patientId, coming: visits, rules, proposed: proposedRule(change), neighboursOf: neighbours }
    const startOf = (id: string) => visits.find(({ appointmentId }) => appointmentId === id)?.needling.startMs ?? 0
    return previewChange(facts).map((one) => ({ ...one, afterMs: startOf(one.afterAppointmentId) }))
  })
  return Map.groupBy(touched, ({ appointmentId }) => appointmentId)
}

/** How many candidates one page looks at before it says that it has to go on. */
const LOOKED_AT = 200

/**
 * Which coming visits a change of the rules of rest would touch: whose, when, with whom, which area and by how much. A
 * page at a time, in order of time; a page may hold few, even none, and still have a next one. Nothing happens to them.
 */
export const previewVisits = async (
  tx: Transaction,
  seen: Seen,
  change: ProposedChange,
  { limit, cursor }: PreviewPage,
): Promise<{ visits: TouchedRow[]; nextCursor: Cursor | null }> => {
  const zone = await clinicZone(tx, seen.clinicId)
  const fromMs = startOfDayMs(change.validFrom, zone) - DAY_MS
  const found = await candidates(tx, seen, change, { fromMs, limit: LOOKED_AT, cursor })
  const touched = await touchedBy(tx, seen, change, found)
  const shown = found.filter(({ id }) => touched.has(id)).slice(0, limit)
  const last = shown.length === limit ? shown.at(-1) : found.length === LOOKED_AT ? found.at(-1) : undefined
  return {
    visits: await describe(
      tx,
      seen,
      shown.map(({ id }) => id),
      touched,
    ),
    nextCursor: last === undefined ? null : { startIso: last.startIso, appointmentId: last.id },
  }
}

const describe = async (
  tx: Transaction,
  { clinicId, locale }: Seen,
  appointmentIds: readonly string[],
  touched: ReadonlyMap<string, readonly Touched[]>,
): Promise<TouchedRow[]> => {
  const visits = await tx.appointment.findMany({
    where: { clinicId, id: { in: [...appointmentIds] } },
    select: {
      ...{ id: true, startsAt: true, timeZone: true },
      patient: { select: { id: true, name: true } },
      practitioner: { select: { name: true } },
      service: { select: { name: true } },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  })
  const areaIds = [...new Set([...touched.values()].flat().map(({ areaId }) => areaId))]
  const areas = await tx.bodyArea.findMany({ where: { clinicId, id: { in: areaIds } } })
  const names = new Map(areas.map((area) => [area.id, displayName(areaOf(area), locale, 'staff')]))
  const iso = (ms: number) => new Date(ms).toISOString()
  return visits.map(({ id, startsAt, timeZone, patient, practitioner, service }) => ({
    ...{ appointmentId: id, patient, startIso: startsAt.toISOString(), timeZone },
    practitionerName: practitioner.name,
    serviceName: (service.name as unknown as LocalizedText)[locale],
    areas: (touched.get(id) ?? []).map(({ areaId, afterMs, untilMs, tooEarlyMs }) => ({
      ...{ name: names.get(areaId) ?? areaId, afterIso: iso(afterMs), untilIso: iso(untilMs) },
      tooEarlyMinutes: Math.ceil(tooEarlyMs / MINUTE_MS),
    })),
  }))
}

const areaOf = (area: { side: string; plainName: unknown; clinicalName: unknown }) => ({
  side: area.side as Side,
  plainName: area.plainName as LocalizedText,
  clinicalName: area.clinicalName as LocalizedText,
})
