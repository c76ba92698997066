import { type RawRest, readRest, restRowsOf, type StoredRest } from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import { nothing, type Part, part } from '#db/transaction.ts'
import type { AreaNode } from '#domain/recovery/areas.ts'
import type { StoredRestRow } from '#domain/recovery/rest-rows.ts'
import { type RecoveryRule, rulesInForce } from '#domain/recovery/rule.ts'
import { DAY_MS, localDateOf } from '#domain/time/zone.ts'

/** What decides rest: the body as the clinic divides it, its rules of today and the patient's own, and what was or will be needled. */
export interface BodyFacts {
  readonly areas: readonly AreaNode[]
  readonly neighboursOf: (areaId: string) => readonly string[]
  readonly rules: readonly RecoveryRule[]
  /** Of every visit of the patient, the one that moves among them, and of every hold. */
  readonly rest: readonly (StoredRestRow & Pick<StoredRest, 'id'>)[]
}

/** What a visit that needles nothing and asks for no area needs to know of the body (Z11). */
export const NO_BODY: BodyFacts = { areas: [], neighboursOf: () => [], rules: [], rest: [] }

/** As it was read; which of its rules are in force is a question of the clinic's day. */
export interface RawBody {
  readonly areas: readonly AreaNode[]
  readonly neighbours: readonly (readonly [string, readonly string[]])[]
  readonly rules: readonly RecoveryRule[]
  readonly rest: readonly RawRest[]
}

export interface BodyRequest {
  readonly patientId: string
  /** Only these areas are read; null reads the whole body. */
  readonly areaIds: readonly string[] | null
  readonly fromMs: number
}

export interface ClinicDay {
  readonly nowMs: number
  readonly zone: string
}

/** The needling that began a rest lies before it; this far back it is still found, to say which visit it was. */
const LOOK_BACK_MS = 60 * DAY_MS

/** How the body is divided, as far as it is asked for: where no area is named nothing is looked for. */
const divisionOf = (clinicId: string, areaIds: BodyRequest['areaIds']) => {
  if (areaIds?.length === 0) return { areas: part`'[]'::json`, neighbours: part`'[]'::json` }
  const asked = (id: Part): Part => (areaIds === null ? nothing : part`AND ${id} = ANY (${[...areaIds]}::text[])`)
  return {
    areas: part`(SELECT coalesce(json_agg(json_build_object('id', b.id, 'parentId', b.parent_id, 'leaf', b.leaf)), '[]') FROM body_area b
        WHERE b.clinic_id = ${clinicId}::uuid ${asked(part`b.id`)})`,
    neighbours: part`(SELECT coalesce(json_agg(json_build_array(n.area_id, n.neighbours)), '[]') FROM (
        SELECT area_id, array_agg(neighbour_id) AS neighbours FROM body_area_neighbour
        WHERE clinic_id = ${clinicId}::uuid ${asked(part`area_id`)}
        GROUP BY area_id) n)`,
  }
}

/** Reads what rest depends on, in one statement. */
export const readBody = async (tx: Transaction, clinicId: string, request: BodyRequest): Promise<RawBody> => {
  const { patientId, areaIds, fromMs } = request
  const lookFromMs = fromMs - LOOK_BACK_MS
  const divided = divisionOf(clinicId, areaIds)
  const [row] = await tx.$queryRaw<RawBody[]>`
    SELECT
      ${divided.areas} AS areas, ${divided.neighbours} AS neighbours,
      (SELECT coalesce(json_agg(json_build_object(
          'id', r.id, 'technique', r.technique, 'relation', r.relation, 'amount', r.amount, 'unit', r.unit,
          'toleranceMinutes', r.tolerance_minutes, 'source', r.source, 'approvedBy', r.approved_by,
          'validFrom', r.valid_from, 'version', r.version, 'patientId', r.patient_id, 'state', r.state,
          'endedAtMs', round(date_part('epoch', r.ended_at) * 1000))), '[]')
        FROM recovery_rule r WHERE r.clinic_id = ${clinicId}::uuid AND r.state = 'in-force'
          AND (r.patient_id IS NULL OR r.patient_id = ${patientId}::uuid)) AS rules,
      ${restRowsOf(clinicId, patientId, lookFromMs)} AS rest`
  if (row === undefined) throw new Error('A statement without FROM returns one row')
  return row
}

export const bodyOf = (row: RawBody, patientId: string, { nowMs, zone }: ClinicDay): BodyFacts => {
  const neighbours = new Map(row.neighbours)
  return {
    areas: row.areas,
    neighboursOf: (areaId) => neighbours.get(areaId) ?? [],
    rules: rulesInForce(row.rules, { date: localDateOf(nowMs, zone), nowMs, patientId }),
    rest: readRest(row.rest),
  }
}

/** Loads what rest depends on, in one statement. */
export const loadBody = async (
  tx: Transaction,
  clinicId: string,
  { nowMs, zone, ...request }: BodyRequest & ClinicDay,
): Promise<BodyFacts> => bodyOf(await readBody(tx, clinicId, request), request.patientId, { nowMs, zone })
