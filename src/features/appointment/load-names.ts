import type { Transaction } from '#db/client.ts'
import type { OverridePolicy } from '#domain/appointment/permission.ts'
import { type BodyArea, nameInSentence } from '#domain/body/area.ts'
import type { RecoveryRule } from '#domain/recovery/rule.ts'
import type { Locale } from '#words/locale.ts'

/** What sentences about visits name, by id. */
export interface Names {
  readonly zone: string
  readonly phone: string
  readonly policy: OverridePolicy
  /** As staff say them inside a sentence: "left upper trapezius". */
  readonly areas: ReadonlyMap<string, string>
  readonly practitioners: ReadonlyMap<string, string>
  /** Those asked for. */
  readonly rules: readonly RecoveryRule[]
  /** Who placed the holds that were asked for. */
  readonly holders: ReadonlyMap<string, string>
}

export interface NamesWanted {
  readonly ruleIds: readonly string[]
  readonly holdIds: readonly string[]
}

interface RawNames {
  readonly zone: string
  readonly phone: string
  readonly policy: OverridePolicy
  readonly areas: readonly Pick<BodyArea, 'id' | 'side' | 'plainName' | 'clinicalName'>[]
  readonly practitioners: readonly (readonly [string, string])[]
  readonly rules: readonly RecoveryRule[]
  readonly holders: readonly (readonly [string, string])[]
}

const NOTHING: NamesWanted = { ruleIds: [], holdIds: [] }

/**
 * Loads the names of a clinic's areas and people, and the rules and holds asked for, in one statement. Why a rule is
 * one patient's is clinical: eyes that the record is closed to get no word of it.
 */
export const loadNames = async (
  tx: Transaction,
  clinicId: string,
  locale: Locale,
  { ruleIds, holdIds }: NamesWanted = NOTHING,
): Promise<Names> => {
  const [row] = await tx.$queryRaw<RawNames[]>`
    SELECT l.time_zone AS zone, c.phone, json_build_object('deskMayOverride', c.desk_may_override) AS policy,
      (SELECT coalesce(json_agg(json_build_object('id', b.id, 'side', b.side, 'plainName', b.plain_name, 'clinicalName', b.clinical_name)), '[]')
        FROM body_area b WHERE b.clinic_id = c.id) AS areas,
      (SELECT coalesce(json_agg(json_build_array(p.id, p.name)), '[]') FROM practitioner p WHERE p.clinic_id = c.id) AS practitioners,
      (SELECT coalesce(json_agg(json_build_object(
          'id', r.id, 'technique', r.technique, 'relation', r.relation, 'amount', r.amount, 'unit', r.unit,
          'toleranceMinutes', r.tolerance_minutes, 'approvedBy', r.approved_by,
          'source', CASE WHEN r.patient_id IS NULL OR app_reads_clinical() THEN r.source ELSE '' END,
          'validFrom', r.valid_from, 'version', r.version, 'patientId', r.patient_id, 'state', r.state,
          'endedAtMs', (extract(epoch FROM r.ended_at) * 1000)::bigint)), '[]')
        FROM recovery_rule r WHERE r.clinic_id = c.id AND r.id = ANY (${[...ruleIds]}::uuid[])) AS rules,
      (SELECT coalesce(json_agg(json_build_array(h.id, h.placed_by_name)), '[]')
        FROM area_hold h WHERE h.clinic_id = c.id AND h.id = ANY (${[...holdIds]}::uuid[])) AS holders
    FROM clinic c JOIN location l ON l.clinic_id = c.id
    WHERE c.id = ${clinicId}::uuid ORDER BY l.id LIMIT 1`
  if (row === undefined) throw new Error('A clinic has a location')
  const { areas, practitioners, holders, ...rest } = row
  return {
    ...rest,
    areas: new Map(areas.map((area) => [area.id, nameInSentence(area, locale, 'staff')])),
    practitioners: new Map(practitioners),
    holders: new Map(holders),
  }
}
