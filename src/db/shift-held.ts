import type { Transaction } from './client.ts'

const iso = (ms: number): string => new Date(ms).toISOString()

interface HeldRow {
  readonly appointment_id: string
  readonly starts: Date
  readonly ends: Date
  readonly override_id: string | null
  readonly deviation_id: string | null
}
type HeldClaim = HeldRow & { readonly resource_id: string }
type HeldRest = HeldRow & {
  readonly patient_id: string
  readonly area_id: string
  readonly kind: string
  readonly rule_id: string | null
}

/**
 * Shifts everything that visits hold, each by its own number of milliseconds, with the waivers as they stand. The caller
 * has locked it. False when a new time is taken: the caller rolls back.
 */
export const shiftHeld = async (
  tx: Transaction,
  clinicId: string,
  byMs: ReadonlyMap<string, number>,
): Promise<boolean> => {
  const ids = [...byMs.keys()]
  const claims = await tx.$queryRaw<HeldClaim[]>`
    DELETE FROM claim WHERE clinic_id = ${clinicId}::uuid AND appointment_id = ANY (${ids}::uuid[])
    RETURNING appointment_id, resource_id, lower(during) AS starts, upper(during) AS ends, override_id, deviation_id`
  const rest = await tx.$queryRaw<HeldRest[]>`
    DELETE FROM rest_claim WHERE clinic_id = ${clinicId}::uuid AND appointment_id = ANY (${ids}::uuid[])
    RETURNING appointment_id, patient_id, area_id, kind, lower(during) AS starts, upper(during) AS ends, rule_id, override_id, deviation_id`
  const shifted = (rows: readonly HeldRow[], edge: 'starts' | 'ends') =>
    rows.map((row) => iso(row[edge].getTime() + (byMs.get(row.appointment_id) ?? 0)))
  // what stands over another by a decision comes after it, or it would be refused as it was
  for (const waived of [false, true]) {
    const isNow = (row: HeldRow): boolean => (row.override_id !== null || row.deviation_id !== null) === waived
    const [someClaims, someRest] = [claims.filter(isNow), rest.filter(isNow)]
    const inserted = await tx.$executeRaw`
      INSERT INTO claim (clinic_id, appointment_id, resource_id, during, waived, override_id, deviation_id)
      SELECT ${clinicId}::uuid, r.appointment, r.resource, tstzrange(r.starts, r.ends, '[)'), ${waived}, r.override, r.deviation
      FROM unnest(${someClaims.map((row) => row.appointment_id)}::uuid[], ${someClaims.map((row) => row.resource_id)}::uuid[],
        ${shifted(someClaims, 'starts')}::timestamptz[], ${shifted(someClaims, 'ends')}::timestamptz[],
        ${someClaims.map((row) => row.override_id)}::uuid[], ${someClaims.map((row) => row.deviation_id)}::uuid[])
        AS r (appointment, resource, starts, ends, override, deviation)
      ON CONFLICT DO NOTHING`
    if (inserted < someClaims.length) return false
    await tx.$executeRaw`
      INSERT INTO rest_claim (clinic_id, appointment_id, patient_id, area_id, kind, during, rule_id, waived, override_id, deviation_id)
      SELECT ${clinicId}::uuid, r.appointment, r.patient, r.area, r.kind, tstzrange(r.starts, r.ends, '[)'), r.rule, ${waived}, r.override, r.deviation
      FROM unnest(${someRest.map((row) => row.appointment_id)}::uuid[], ${someRest.map((row) => row.patient_id)}::uuid[],
        ${someRest.map((row) => row.area_id)}::text[], ${someRest.map((row) => row.kind)}::text[],
        ${shifted(someRest, 'starts')}::timestamptz[], ${shifted(someRest, 'ends')}::timestamptz[], ${someRest.map((row) => row.rule_id)}::uuid[],
        ${someRest.map((row) => row.override_id)}::uuid[], ${someRest.map((row) => row.deviation_id)}::uuid[])
        AS r (appointment, patient, area, kind, starts, ends, rule, override, deviation)`
  }
  return true
}
