import type { Transaction } from './client.ts'

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

/**
 * Locks, in id order, every resource whose old or new claim a command touches. Nothing is decided before this. Holds that
 * have run out go on the way: a constraint cannot ask what time it is.
 */
export const lockResources = async (
  tx: Transaction,
  clinicId: string,
  resourceIds: readonly string[],
  nowMs: number,
): Promise<void> => {
  const ids = [...new Set(resourceIds)].sort()
  await tx.$queryRaw`
    WITH over AS (
      DELETE FROM claim WHERE clinic_id = ${clinicId}::uuid AND resource_id = ANY (${ids}::uuid[])
        AND hold_id IS NOT NULL AND held_until <= ${iso(nowMs)}::timestamptz)
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

/** Claims resources in one fixed order. False when any of them was taken: the caller rolls back. */
export const insertClaims = (
  tx: Transaction,
  clinicId: string,
  appointmentId: string,
  rows: readonly ClaimRow[],
): Promise<boolean> => claim(tx, clinicId, { appointmentId }, rows)

/** The same for a time that is held, until it runs out. */
export const insertHeldClaims = (
  tx: Transaction,
  clinicId: string,
  hold: { readonly holdId: string; readonly heldUntilMs: number },
  rows: readonly ClaimRow[],
): Promise<boolean> => claim(tx, clinicId, hold, rows)

const claim = async (tx: Transaction, clinicId: string, by: Claimant, rows: readonly ClaimRow[]): Promise<boolean> => {
  const ordered = [...rows].sort(byKeyThenStart((row) => row.resourceId))
  const held = by.appointmentId === undefined ? by : null
  const inserted = await tx.$executeRaw`
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
    ON CONFLICT DO NOTHING`
  return inserted === rows.length
}

/** Writes treatment and rest rows in one fixed order. False when a treatment would fall into a rest. */
export const insertRest = async (
  tx: Transaction,
  clinicId: string,
  patientId: string,
  appointmentId: string,
  rows: readonly RestRow[],
): Promise<boolean> => {
  if (rows.length === 0) return true
  const ordered = [...rows].sort(byKeyThenStart((row) => `${row.areaId} ${row.kind}`))
  const inserted = await tx.$executeRaw`
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
    ORDER BY r.position
    ON CONFLICT DO NOTHING`
  return inserted === rows.length
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

/** Which claims are asked for: those that touch `[fromMs, toMs)`. */
export interface ClaimsAsked {
  readonly fromMs: number
  readonly toMs: number
  readonly nowMs: number
  /** The reader's own hold, which is not in its own way. */
  readonly holdId: string | null
}

/**
 * Every claim of the resources in a stretch, in no order, but for holds that have run out or are the reader's own: the one
 * that is named, and every one of a patient, who chooses a single time. One row per resource comes over the wire; waived
 * and other claims are read apart because their indexes are.
 */
export const claimsOf = async (
  tx: Transaction,
  clinicId: string,
  resourceIds: readonly string[],
  { fromMs, toMs, nowMs, holdId }: ClaimsAsked,
): Promise<StoredClaim[]> => {
  const rows = await tx.$queryRaw<{ resource_id: string; claims: [string | null, string | null, number, number][] }[]>`
    SELECT c.resource_id, json_agg(json_build_array(
      c.appointment_id, c.hold_id, (extract(epoch FROM lower(c.during)) * 1000)::bigint, (extract(epoch FROM upper(c.during)) * 1000)::bigint
    )) AS claims
    FROM unnest(${[...resourceIds]}::uuid[]) AS r (id)
    CROSS JOIN (SELECT tstzrange(${iso(fromMs)}::timestamptz, ${iso(toMs)}::timestamptz, '[)') AS during) AS asked
    CROSS JOIN LATERAL (
      SELECT resource_id, appointment_id, hold_id, during FROM claim
      WHERE clinic_id = ${clinicId}::uuid AND resource_id = r.id AND during && asked.during AND NOT waived
        AND (held_until IS NULL OR (held_until > ${iso(nowMs)}::timestamptz AND NOT EXISTS (
          SELECT 1 FROM time_hold h WHERE h.clinic_id = claim.clinic_id AND h.id = claim.hold_id
            AND h.identity_id = current_setting('app.identity_id', true)
            AND (h.id = ${holdId}::uuid OR current_setting('app.actor', true) = 'patient'))))
      UNION ALL
      SELECT resource_id, appointment_id, hold_id, during FROM claim
      WHERE clinic_id = ${clinicId}::uuid AND resource_id = r.id AND during && asked.during AND waived
    ) AS c
    GROUP BY c.resource_id`
  return rows.flatMap(({ resource_id, claims }) =>
    claims.map(([appointmentId, holdId, startMs, endMs]) => ({
      resourceId: resource_id,
      appointmentId,
      holdId,
      startMs,
      endMs,
    })),
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

interface RawRest {
  id: string
  area_id: string
  kind: 'treatment' | 'rest'
  starts: Date
  ends: Date | null
  rule_id: string | null
  appointment_id: string | null
  hold_id: string | null
  waived: boolean
}

/** Treatments and rests of one patient that end after `fromMs`, whatever the area; those without an end end at infinity. */
export const restOf = async (
  tx: Transaction,
  clinicId: string,
  patientId: string,
  fromMs: number,
): Promise<StoredRest[]> => {
  const rows = await tx.$queryRaw<RawRest[]>`
    SELECT id, area_id, kind, lower(during) AS starts, upper(during) AS ends, rule_id, appointment_id, hold_id, waived
    FROM rest_claim
    WHERE clinic_id = ${clinicId}::uuid AND patient_id = ${patientId}::uuid
      AND during && tstzrange(${iso(fromMs)}::timestamptz, NULL, '[)') AND NOT waived
    UNION ALL
    SELECT id, area_id, kind, lower(during) AS starts, upper(during) AS ends, rule_id, appointment_id, hold_id, waived
    FROM rest_claim
    WHERE clinic_id = ${clinicId}::uuid AND patient_id = ${patientId}::uuid
      AND during && tstzrange(${iso(fromMs)}::timestamptz, NULL, '[)') AND waived
    ORDER BY area_id, starts`
  return rows.map((row) => ({
    id: row.id,
    areaId: row.area_id,
    kind: row.kind,
    startMs: row.starts.getTime(),
    endMs: row.ends?.getTime() ?? Number.POSITIVE_INFINITY,
    ruleId: row.rule_id,
    appointmentId: row.appointment_id,
    holdId: row.hold_id,
    waived: row.waived,
  }))
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
