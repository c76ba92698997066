import type { Transaction } from './client.ts'
import { nothing, type Part, part } from './transaction.ts'

/** One claim to make: the resource (practitioner, place, device or patient) for `[startMs, endMs)`. */
export interface ClaimRow {
  readonly resourceId: string
  readonly startMs: number
  readonly endMs: number
  readonly waivedByOverrideId: string | null
}

/** One treatment or rest row of a patient's area for `[startMs, endMs)`. */
export interface RestRow {
  readonly areaId: string
  readonly kind: 'treatment' | 'rest'
  readonly startMs: number
  readonly endMs: number
  readonly ruleId: string | null
  readonly waivedByOverrideId: string | null
  readonly waivedByDeviationId: string | null
}

const iso = (ms: number): string => new Date(ms).toISOString()
const byKeyThenStart =
  <T extends { startMs: number }>(key: (row: T) => string) =>
  (a: T, b: T): number =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.startMs - b.startMs

/** Locks, in id order, every resource whose old or new claim a command touches. Nothing is decided before this. */
export const lockResources = async (
  tx: Transaction,
  clinicId: string,
  resourceIds: readonly string[],
): Promise<void> => {
  const ids = [...new Set(resourceIds)].sort()
  await tx.$queryRaw`
    SELECT id FROM resource WHERE clinic_id = ${clinicId}::uuid AND id = ANY (${ids}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`
}

/**
 * Locks resources, in id order, against every new claim as well: who closes them sees all visits that were there first,
 * and whoever comes later sees them closed.
 */
export const lockAgainstClaims = async (
  tx: Transaction,
  clinicId: string,
  resourceIds: readonly string[],
): Promise<void> => {
  await tx.$queryRaw`
    SELECT id FROM resource WHERE clinic_id = ${clinicId}::uuid AND id = ANY (${[...resourceIds]}::uuid[])
    ORDER BY id FOR UPDATE`
}

/** Lets go of everything an appointment holds. Insert its new claims in a later statement, never in the same one. */
export const releaseAppointment = async (tx: Transaction, clinicId: string, appointmentId: string): Promise<void> => {
  await Promise.all([
    tx.$executeRaw`
      WITH apart AS (
        DELETE FROM appointment_participant WHERE clinic_id = ${clinicId}::uuid AND appointment_id = ${appointmentId}::uuid)
      DELETE FROM claim WHERE clinic_id = ${clinicId}::uuid AND appointment_id = ${appointmentId}::uuid`,
    releaseRest(tx, clinicId, appointmentId),
  ])
}

export const releaseRest = async (tx: Transaction, clinicId: string, appointmentId: string): Promise<void> => {
  await tx.$executeRaw`DELETE FROM rest_claim WHERE clinic_id = ${clinicId}::uuid AND appointment_id = ${appointmentId}::uuid`
}

/** Whose a claim is: a visit's, or a hold's until then. */
type Claimant =
  | { readonly appointmentId: string }
  | { readonly holdId: string; readonly heldUntilMs: number; readonly appointmentId?: never }

/**
 * Clears away holds that have run out: they are in the way of claims for as long as they are there, since a constraint cannot
 * ask what time it is. After the lock and before the claims.
 */
export const clearRunOutHolds = async (
  tx: Transaction,
  clinicId: string,
  resourceIds: readonly string[],
  nowMs: number,
): Promise<void> => {
  await tx.$executeRaw`
    DELETE FROM claim WHERE clinic_id = ${clinicId}::uuid AND resource_id = ANY (${[...resourceIds]}::uuid[])
      AND hold_id IS NOT NULL AND held_until <= ${iso(nowMs)}::timestamptz`
}

/**
 * Claims all that a visit needs, resources and then the patient's areas, each in one fixed order, under the lock of its
 * people: whoever else writes rest for them is done by then. When anything was taken the statement fails, and with it the
 * transaction; a treatment inside a rest is an error and costs the others nothing. A new visit's areas are written down along
 * with it, after the visit itself: the patients' wall asks for that, and does not see what the same statement writes.
 */
export const insertVisitClaims = async (
  tx: Transaction,
  clinicId: string,
  { appointmentId, patientId }: { readonly appointmentId: string; readonly patientId: string },
  rows: {
    readonly claims: readonly ClaimRow[]
    readonly rest: readonly RestRow[]
    readonly areaIds: readonly string[]
  },
): Promise<void> => {
  const resting =
    rows.rest.length === 0 ? nothing : part`, resting AS (${restPart(clinicId, patientId, appointmentId, rows.rest)})`
  const planned =
    rows.areaIds.length === 0
      ? nothing
      : part`, planned AS (
      INSERT INTO appointment_area (clinic_id, appointment_id, area_id)
      SELECT ${clinicId}::uuid, ${appointmentId}::uuid, area FROM unnest(${[...rows.areaIds]}::text[]) area)`
  await tx.$executeRaw`
    WITH claimed AS (${claimPart(clinicId, { appointmentId }, rows.claims)}) ${planned} ${resting}
    SELECT all_claimed(count(*), ${rows.claims.length}::int) FROM claimed`
}

/** Claims resources for a time that is held, until it runs out. */
export const insertHeldClaims = async (
  tx: Transaction,
  clinicId: string,
  hold: { readonly holdId: string; readonly heldUntilMs: number },
  rows: readonly ClaimRow[],
): Promise<void> => {
  await tx.$executeRaw`
    WITH claimed AS (${claimPart(clinicId, hold, rows)})
    SELECT all_claimed(count(*), ${rows.length}::int) FROM claimed`
}

const claimPart = (clinicId: string, by: Claimant, rows: readonly ClaimRow[]): Part => {
  const ordered = [...rows].sort(byKeyThenStart((row) => row.resourceId))
  const held = by.appointmentId === undefined ? by : null
  return part`
      INSERT INTO claim (clinic_id, appointment_id, hold_id, held_until, resource_id, during, waived, override_id)
      SELECT ${clinicId}::uuid, ${by.appointmentId ?? null}::uuid, ${held?.holdId ?? null}::uuid,
             ${held === null ? null : iso(held.heldUntilMs)}::timestamptz, r.resource, tstzrange(r.starts, r.ends, '[)'), r.override IS NOT NULL, r.override
      FROM unnest(
        ${ordered.map((row) => row.resourceId)}::uuid[],
        ${ordered.map((row) => iso(row.startMs))}::timestamptz[],
        ${ordered.map((row) => iso(row.endMs))}::timestamptz[],
        ${ordered.map((row) => row.waivedByOverrideId)}::uuid[]
      ) WITH ORDINALITY AS r (resource, starts, ends, override, position)
      ORDER BY r.position
      ON CONFLICT DO NOTHING RETURNING 1`
}

/** Writes treatment and rest rows alone, where what is claimed stays as it is: after the visit, from what was done. */
export const insertRest = async (
  tx: Transaction,
  clinicId: string,
  patientId: string,
  appointmentId: string,
  rows: readonly RestRow[],
): Promise<void> => {
  if (rows.length > 0) await tx.$executeRaw`${restPart(clinicId, patientId, appointmentId, rows)}`
}

const restPart = (clinicId: string, patientId: string, appointmentId: string, rows: readonly RestRow[]): Part => {
  const ordered = [...rows].sort(byKeyThenStart((row) => `${row.areaId} ${row.kind}`))
  return part`
    INSERT INTO rest_claim (clinic_id, patient_id, appointment_id, area_id, kind, during, rule_id, waived, override_id, deviation_id)
    SELECT ${clinicId}::uuid, ${patientId}::uuid, ${appointmentId}::uuid, r.area, r.kind, tstzrange(r.starts, r.ends, '[)'), r.rule,
           r.override IS NOT NULL OR r.deviation IS NOT NULL, r.override, r.deviation
    FROM unnest(
      ${ordered.map((row) => row.areaId)}::text[],
      ${ordered.map((row) => row.kind)}::text[],
      ${ordered.map((row) => iso(row.startMs))}::timestamptz[],
      ${ordered.map((row) => iso(row.endMs))}::timestamptz[],
      ${ordered.map((row) => row.ruleId)}::uuid[],
      ${ordered.map((row) => row.waivedByOverrideId)}::uuid[],
      ${ordered.map((row) => row.waivedByDeviationId)}::uuid[]
    ) WITH ORDINALITY AS r (area, kind, starts, ends, rule, override, deviation, position)
    ORDER BY r.position`
}

/** What a hold on areas rests: each from its start to its end, or without one. False when a treatment is planned there. */
export const insertHoldRest = async (
  tx: Transaction,
  clinicId: string,
  hold: { readonly id: string; readonly patientId: string; readonly startMs: number; readonly endMs: number | null },
  areaIds: readonly string[],
): Promise<boolean> => {
  const ends = hold.endMs === null ? null : iso(hold.endMs)
  const inserted = await tx.$executeRaw`
    INSERT INTO rest_claim (clinic_id, patient_id, hold_id, area_id, kind, during, waived)
    SELECT ${clinicId}::uuid, ${hold.patientId}::uuid, ${hold.id}::uuid, r.area, 'rest',
           tstzrange(${iso(hold.startMs)}::timestamptz, ${ends}::timestamptz, '[)'), false
    FROM unnest(${[...areaIds].sort()}::text[]) WITH ORDINALITY AS r (area, position)
    ORDER BY r.position
    ON CONFLICT DO NOTHING`
  return inserted === areaIds.length
}

/** A stored claim as decisions read it, a visit's or a hold's. Waived rows are occupied like any other. */
export interface StoredClaim {
  readonly resourceId: string
  readonly appointmentId: string | null
  readonly holdId: string | null
  readonly startMs: number
  readonly endMs: number
}

/** Which claims are asked for: those that touch `[fromMs, toMs)`. Holds that have run out are none. */
export interface ClaimsAsked {
  readonly fromMs: number
  readonly toMs: number
  readonly nowMs: number
  /** The reader's own holds are not in their way: every one, or the one that is named. */
  readonly ownHolds: 'all' | { readonly holdId: string | null }
}

/** No claim is longer, by a constraint: whoever reads a stretch looks so far back and no further. */
const LONGEST_CLAIM_MS = 86_400_000

/** Instants and not ranges are compared, because behind the walls only those may use an index. */
const thatTouch = (
  clinicId: string,
  resourceIds: readonly string[],
  asked: ClaimsAsked,
  more: Part = nothing,
): Part => {
  const { fromMs, toMs, nowMs, ownHolds } = asked
  return part`
    clinic_id = ${clinicId}::uuid AND resource_id = ANY (${[...resourceIds]}::uuid[] ${more})
      AND starts_at >= ${iso(fromMs - LONGEST_CLAIM_MS)}::timestamptz AND starts_at < ${iso(toMs)}::timestamptz
      AND ends_at > ${iso(fromMs)}::timestamptz AND (held_until IS NULL OR held_until > ${iso(nowMs)}::timestamptz)
      ${withoutOwn(ownHolds)}`
}

const withoutOwn = (ownHolds: ClaimsAsked['ownHolds']): Part => {
  if (ownHolds !== 'all' && ownHolds.holdId === null) return nothing
  const named = ownHolds === 'all' ? nothing : part`AND h.id = ${ownHolds.holdId}::uuid`
  return part`AND (hold_id IS NULL OR NOT EXISTS (SELECT 1 FROM time_hold h WHERE h.clinic_id = claim.clinic_id
        AND h.id = claim.hold_id AND h.identity_id = current_setting('app.identity_id', true) ${named}))`
}

/** Who may give a service, and what a visit of it may need, to be asked after as well. */
export const ofService = (clinicId: string, serviceId: string, practitionerId: string | null): Part => {
  const named = practitionerId === null ? nothing : part`AND g.practitioner_id = ${practitionerId}::uuid`
  return part`|| ARRAY (SELECT g.practitioner_id FROM service_practitioner g
      WHERE g.clinic_id = ${clinicId}::uuid AND g.service_id = ${serviceId}::uuid ${named}
    UNION ALL SELECT p.id FROM healthcare_service v JOIN room r ON r.clinic_id = v.clinic_id AND r.kind = v.room_kind
      JOIN place p ON p.clinic_id = r.clinic_id AND p.room_id = r.id
      WHERE v.clinic_id = ${clinicId}::uuid AND v.id = ${serviceId}::uuid
    UNION ALL SELECT d.id FROM healthcare_service v JOIN device d ON d.clinic_id = v.clinic_id AND d.kind = ANY (v.device_kinds)
      WHERE v.clinic_id = ${clinicId}::uuid AND v.id = ${serviceId}::uuid
    UNION ALL SELECT id FROM attendant WHERE clinic_id = ${clinicId}::uuid)`
}

/** Whatever is not a person, to be asked after as well. */
export const thingsIn = (
  clinicId: string,
): Part => part`|| ARRAY (SELECT id FROM place WHERE clinic_id = ${clinicId}::uuid
    UNION ALL SELECT id FROM device WHERE clinic_id = ${clinicId}::uuid
    UNION ALL SELECT id FROM attendant WHERE clinic_id = ${clinicId}::uuid)`

/** Every claim of the resources in a stretch, and whose it is. */
export const claimsOf = async (
  tx: Transaction,
  clinicId: string,
  resourceIds: readonly string[],
  asked: ClaimsAsked,
  others?: Part,
): Promise<StoredClaim[]> => tx.$queryRaw<StoredClaim[]>`
    SELECT resource_id AS "resourceId", appointment_id AS "appointmentId", hold_id AS "holdId",
      round(date_part('epoch', starts_at) * 1000) AS "startMs", round(date_part('epoch', ends_at) * 1000) AS "endMs"
    FROM claim WHERE ${thatTouch(clinicId, resourceIds, asked, others)}`

/** A stretch that is taken, without saying by whom. */
export interface TakenTime {
  readonly startMs: number
  readonly endMs: number
  readonly appointmentId: null
}

/** When the resources are taken in a stretch, by whomever but this visit. One row a resource comes over the wire. */
export const takenTimesOf = async (
  tx: Transaction,
  clinicId: string,
  resourceIds: readonly string[],
  asked: ClaimsAsked,
  withoutAppointmentId: string | null,
  others?: Part,
): Promise<ReadonlyMap<string, readonly TakenTime[]>> => {
  const notItsOwn =
    withoutAppointmentId === null ? nothing : part`AND appointment_id IS DISTINCT FROM ${withoutAppointmentId}::uuid`
  const rows = await tx.$queryRaw<{ id: string; starts: number[]; ends: number[] }[]>`
    SELECT resource_id AS id, to_json(array_agg(round(date_part('epoch', starts_at) * 1000))) AS starts,
      to_json(array_agg(round(date_part('epoch', ends_at) * 1000))) AS ends
    FROM claim WHERE ${thatTouch(clinicId, resourceIds, asked, others)} ${notItsOwn}
    GROUP BY resource_id`
  return new Map(
    rows.map(({ id, starts, ends }) => [
      id,
      starts.map((startMs, index) => ({ startMs, endMs: ends[index] ?? startMs, appointmentId: null })),
    ]),
  )
}

/** A stored treatment or rest row as decisions read it. */
export interface StoredRest {
  readonly id: string
  readonly areaId: string
  readonly kind: 'treatment' | 'rest'
  readonly startMs: number
  readonly endMs: number
  readonly ruleId: string | null
  /** The visit's or the hold's: one of both. */
  readonly appointmentId: string | null
  readonly holdId: string | null
  readonly waived: boolean
}

/** A row as `restRowsOf` gives it: instants in ms, null where there is no end. */
export type RawRest = readonly [
  id: string,
  areaId: string,
  kind: 'treatment' | 'rest',
  startMs: number,
  endMs: number | null,
  ruleId: string | null,
  appointmentId: string | null,
  holdId: string | null,
  waived: boolean,
]

/** Treatments and rests of one patient that end after `fromMs`, as one value of a statement. Waived rows have an index of their own. */
export const restRowsOf = (clinicId: string, patientId: string, fromMs: number): Part => {
  const rows = part`SELECT id, area_id, kind, during, rule_id, appointment_id, hold_id, waived FROM rest_claim
      WHERE clinic_id = ${clinicId}::uuid AND patient_id = ${patientId}::uuid
        AND during && tstzrange(${iso(fromMs)}::timestamptz, NULL, '[)')`
  return part`(
    SELECT coalesce(json_agg(json_build_array(r.id, r.area_id, r.kind, round(date_part('epoch', lower(r.during)) * 1000),
      round(date_part('epoch', upper(r.during)) * 1000), r.rule_id, r.appointment_id, r.hold_id, r.waived) ORDER BY r.area_id, r.during), '[]')
    FROM (${rows} AND NOT waived UNION ALL ${rows} AND waived) r)`
}

export const readRest = (raw: readonly RawRest[]): StoredRest[] =>
  raw.map(([id, areaId, kind, startMs, endMs, ruleId, appointmentId, holdId, waived]) => ({
    ...{ id, areaId, kind, startMs, endMs: endMs ?? Number.POSITIVE_INFINITY, ruleId, appointmentId, holdId, waived },
  }))

/** Treatments and rests of one patient that end after `fromMs`, whatever the area; those without an end end at infinity. */
export const restOf = async (
  tx: Transaction,
  clinicId: string,
  patientId: string,
  fromMs: number,
): Promise<StoredRest[]> => {
  const [row] = await tx.$queryRaw<{ rest: RawRest[] }[]>`SELECT ${restRowsOf(clinicId, patientId, fromMs)} AS rest`
  return readRest(row?.rest ?? [])
}

/** Marks treatments of other visits as broken by this override, or by a recorded fact, so that its rest may be written. */
export const waiveTreatments = async (
  tx: Transaction,
  clinicId: string,
  restClaimIds: readonly string[],
  by: { readonly overrideId: string } | { readonly deviationId: string },
): Promise<void> => {
  if (restClaimIds.length === 0) return
  const overrideId = 'overrideId' in by ? by.overrideId : null
  const deviationId = 'deviationId' in by ? by.deviationId : null
  await tx.$executeRaw`
    UPDATE rest_claim SET waived = true, override_id = ${overrideId}::uuid, deviation_id = ${deviationId}::uuid
    WHERE clinic_id = ${clinicId}::uuid AND id = ANY (${[...restClaimIds].sort()}::uuid[]) AND kind = 'treatment'`
}
