import type { Transaction } from '#db/client.ts'
import { nothing, type Part, part } from '#db/transaction.ts'
import { BROKEN_RULES } from '#domain/lot/stock.ts'
import { startOfDayMs } from '#domain/time/zone.ts'
import { stockZone } from '#features/lot/queries.ts'
import type { Trace, TraceRow } from './schema.ts'

type Key = { readonly encounterId: string; readonly lotId: string }

export interface Page {
  readonly limit: number
  readonly cursor?: Key | null | undefined
}

interface Row extends Omit<TraceRow, 'usedIso' | 'openedIso' | 'broke'> {
  readonly broke: readonly string[]
  readonly usedAt: Date
  readonly openedAt: Date | null
}

/** What is asked of all that was reached, seen as `n`; whose hand opened a box is asked of few rows, not of a whole lot. */
interface Asked {
  readonly where: Part
  readonly withOpening: boolean
}

const OPENED = part`o.name AS "openedByName", o.at AS "openedAt", o.room AS "roomName"`
const NOT_ASKED = part`NULL AS "openedByName", NULL::timestamptz AS "openedAt", NULL AS "roomName"`

/** Who scanned the box first in that visit; a box that was confirmed and not scanned was opened by whoever scanned it that day. */
const opening = (clinicId: string): Part => part`
    LEFT JOIN LATERAL (
      SELECT coalesce(bm.name, m.name) AS name, coalesce(b.opened_at, s.at) AS at, rm.name AS room
      FROM lot_scan s
      LEFT JOIN open_box b ON b.clinic_id = s.clinic_id AND b.id = s.open_box_id
      LEFT JOIN membership bm ON bm.clinic_id = s.clinic_id AND bm.identity_id = b.opened_by_identity_id
      LEFT JOIN membership m ON m.clinic_id = s.clinic_id AND m.identity_id = s.by_identity_id
      LEFT JOIN appointment a ON a.clinic_id = s.clinic_id AND a.id = r.appointment_id
      LEFT JOIN place pl ON pl.clinic_id = a.clinic_id AND pl.id = a.place_id
      LEFT JOIN room rm ON rm.clinic_id = pl.clinic_id AND rm.id = pl.room_id
      WHERE s.clinic_id = ${clinicId}::uuid AND s.encounter_id = r.encounter_id AND s.lot_id = r.lot_id
      ORDER BY s.at, s.id LIMIT 1) o ON true`

const afterOf = (clinicId: string, cursor: Key | null | undefined): Part =>
  cursor
    ? part`WHERE (r.started_at, r.encounter_id, r.lot_id) <
        ((SELECT c.started_at FROM encounter c WHERE c.clinic_id = ${clinicId}::uuid AND c.id = ${cursor.encounterId}::uuid),
          ${cursor.encounterId}::uuid, ${cursor.lotId}::uuid)`
    : nothing

/** One row for each lot in each visit, the latest visit first. */
const rowsOf = (
  tx: Transaction,
  clinicId: string,
  { where, withOpening }: Asked,
  { limit, cursor }: Page,
): Promise<Row[]> =>
  tx.$queryRaw<Row[]>`
    WITH r AS MATERIALIZED (
      -- who somebody is now is known before their row is looked up, or the walls would look at everybody's
      SELECT n.* FROM needle_reach n WHERE n.clinic_id = ${clinicId}::uuid AND ${where}
    ), kinds AS MATERIALIZED (
      SELECT l.id, l.lot_number, l.expiry_date::text AS expiry_date, l.status, btrim(n.brand || ' ' || n.name) AS product,
        n.diameter_mm::text || ' × ' || trim_scale(n.length_mm)::text || ' mm' AS size
      FROM lot l JOIN needle_product n ON n.clinic_id = l.clinic_id AND n.id = l.product_id
      WHERE l.clinic_id = ${clinicId}::uuid AND l.id IN (SELECT lot_id FROM r)
    )
    SELECT r.encounter_id AS "encounterId", r.lot_id AS "lotId", p.id AS "patientId", p.name, p.birth_date::text AS "birthDate",
      CASE WHEN p.erased_at IS NULL THEN p.phone END AS phone, CASE WHEN p.erased_at IS NULL THEN p.email END AS email,
      r.used_at AS "usedAt", d.name AS "practitionerName", k.product AS "productName", k.size, k.lot_number AS "lotNumber",
      k.expiry_date AS "expiryDate", k.status, r.needles, r.deviation,
      CASE WHEN r.deviation THEN ARRAY(SELECT DISTINCT b.rule ->> 'kind' FROM deviation v
        CROSS JOIN LATERAL jsonb_array_elements(v.detail -> 'broke') b (rule)
        WHERE v.clinic_id = ${clinicId}::uuid AND v.lot_id = r.lot_id AND v.encounter_id = r.encounter_id) ELSE '{}' END AS broke,
      ${withOpening ? OPENED : NOT_ASKED}
    FROM r
    JOIN patient p ON p.clinic_id = ${clinicId}::uuid AND p.id = r.patient_id
    JOIN practitioner d ON d.clinic_id = ${clinicId}::uuid AND d.id = r.practitioner_id
    JOIN kinds k ON k.id = r.lot_id
    ${withOpening ? opening(clinicId) : nothing}
    ${afterOf(clinicId, cursor)}
    ORDER BY r.started_at DESC, r.encounter_id DESC, r.lot_id DESC LIMIT ${limit + 1}`

/** In the visits, seen as `v`, of which this holds; they are known first, so that no other visit is looked at. */
const inVisits = (clinicId: string, which: Part): Part =>
  part`n.encounter_id = ANY (ARRAY(SELECT v.id FROM encounter v WHERE v.clinic_id = ${clinicId}::uuid AND ${which}))`

const MOST_FOUND = 10
const MOST_PRACTITIONERS = 500

/** Lots by a part of their number, whatever the case of its letters; the one that begins with it first. */
export const findLots = (tx: Transaction, clinicId: string, text: string) =>
  tx.$queryRaw<{ id: string; lotNumber: string | null; name: string; size: string }[]>`
    SELECT l.id, l.lot_number AS "lotNumber", btrim(n.brand || ' ' || n.name) AS name,
      n.diameter_mm::text || ' × ' || trim_scale(n.length_mm)::text || ' mm' AS size
    FROM lot l JOIN needle_product n ON n.clinic_id = l.clinic_id AND n.id = l.product_id
    WHERE l.clinic_id = ${clinicId}::uuid AND position(upper(${text}) IN upper(l.lot_number)) > 0
    ORDER BY position(upper(${text}) IN upper(l.lot_number)), l.lot_number, l.id LIMIT ${MOST_FOUND}`

export const placeOf = async (tx: Transaction, clinicId: string) => {
  const clinic = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { name: true } })
  return { zone: await stockZone(tx), clinicName: clinic.name }
}

/** Everybody who treats or has treated here. */
export const everyPractitioner = (tx: Transaction, clinicId: string) =>
  tx.practitioner.findMany({
    where: { clinicId },
    select: { id: true, name: true },
    orderBy: [{ active: 'desc' }, { name: 'asc' }, { id: 'asc' }],
    take: MOST_PRACTITIONERS,
  })

interface Subject {
  readonly title: string
  readonly detail: string
}

const traced = async (subject: Promise<Subject[]>, asked: Promise<Row[]>, { limit }: Page): Promise<Trace | null> => {
  const [[head], rows] = await Promise.all([subject, asked])
  if (head === undefined) return null
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    ...head,
    rows: shown.map(({ usedAt, openedAt, broke, ...row }) => ({
      ...row,
      broke: BROKEN_RULES.filter((kind) => broke.includes(kind)),
      usedIso: usedAt.toISOString(),
      openedIso: openedAt?.toISOString() ?? null,
    })),
    next: rows.length > limit && last ? { encounterId: last.encounterId, lotId: last.lotId } : null,
  }
}

/** Whom a lot reached. */
export const traceLot = (tx: Transaction, clinicId: string, lotId: string, page: Page): Promise<Trace | null> => {
  const subject = tx.$queryRaw<Subject[]>`
    SELECT coalesce(l.lot_number, '') AS title,
      btrim(n.brand || ' ' || n.name) || ', ' || n.diameter_mm::text || ' × ' || trim_scale(n.length_mm)::text || ' mm' AS detail
    FROM lot l JOIN needle_product n ON n.clinic_id = l.clinic_id AND n.id = l.product_id
    WHERE l.clinic_id = ${clinicId}::uuid AND l.id = ${lotId}::uuid`
  const asked = { where: part`n.lot_id = ${lotId}::uuid`, withOpening: false }
  return traced(subject, rowsOf(tx, clinicId, asked, page), page)
}

/** Which lots went into a person, under whichever of their records. */
export const tracePerson = (
  tx: Transaction,
  clinicId: string,
  patientId: string,
  page: Page,
): Promise<Trace | null> => {
  const subject = tx.$queryRaw<Subject[]>`
    SELECT p.name AS title, coalesce(p.birth_date::text, '') AS detail FROM patient p
    WHERE p.clinic_id = ${clinicId}::uuid AND p.id = surviving_patient(${clinicId}::uuid, ${patientId}::uuid)`
  const where = inVisits(
    clinicId,
    part`v.patient_id IN (SELECT records_of_person(${clinicId}::uuid, ${patientId}::uuid))`,
  )
  return traced(subject, rowsOf(tx, clinicId, { where, withOpening: true }, page), page)
}

/** Which lots a practitioner used on a day of the clinic's. */
export const traceDay = async (
  tx: Transaction,
  clinicId: string,
  { practitionerId, date }: { readonly practitionerId: string; readonly date: string },
  page: Page,
): Promise<Trace | null> => {
  const zone = await stockZone(tx)
  const fromMs = startOfDayMs(date, zone)
  const next = Temporal.PlainDate.from(date).add({ days: 1 }).toString()
  const toMs = startOfDayMs(next, zone)
  const subject = tx.$queryRaw<Subject[]>`
    SELECT d.name AS title, ${date}::text AS detail FROM practitioner d WHERE d.clinic_id = ${clinicId}::uuid AND d.id = ${practitionerId}::uuid`
  const where = inVisits(
    clinicId,
    part`v.practitioner_id = ${practitionerId}::uuid AND v.started_at >= ${new Date(fromMs)} AND v.started_at < ${new Date(toMs)}`,
  )
  return traced(subject, rowsOf(tx, clinicId, { where, withOpening: true }, page), page)
}
