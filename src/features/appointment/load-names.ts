import type { Transaction } from '#db/client.ts'
import { type BodyArea, nameInSentence } from '#domain/body/area.ts'
import type { RecoveryRule } from '#domain/recovery/rule.ts'
import type { Locale } from '#words/locale.ts'

/** What sentences about visits name, by id. */
export interface Names {
  readonly zone: string
  readonly phone: string
  /** As staff say them inside a sentence: "left upper trapezius". */
  readonly areas: ReadonlyMap<string, string>
  readonly practitioners: ReadonlyMap<string, string>
  readonly rules: readonly RecoveryRule[]
}

interface RawNames {
  readonly zone: string
  readonly phone: string
  readonly areas: readonly Pick<BodyArea, 'id' | 'side' | 'plainName' | 'clinicalName'>[]
  readonly practitioners: readonly (readonly [string, string])[]
  readonly rules: readonly RecoveryRule[]
}

/** Loads the names of a clinic's areas and people, and its rules, in one statement. */
export const loadNames = async (tx: Transaction, clinicId: string, locale: Locale): Promise<Names> => {
  const [row] = await tx.$queryRaw<RawNames[]>`
    SELECT l.time_zone AS zone, c.phone,
      (SELECT coalesce(json_agg(json_build_object('id', b.id, 'side', b.side, 'plainName', b.plain_name, 'clinicalName', b.clinical_name)), '[]')
        FROM body_area b WHERE b.clinic_id = c.id) AS areas,
      (SELECT coalesce(json_agg(json_build_array(p.id, p.name)), '[]') FROM practitioner p WHERE p.clinic_id = c.id) AS practitioners,
      (SELECT coalesce(json_agg(json_build_object(
          'id', r.id, 'technique', r.technique, 'relation', r.relation, 'amount', r.amount, 'unit', r.unit,
          'toleranceMinutes', r.tolerance_minutes, 'source', r.source, 'approvedBy', r.approved_by,
          'validFrom', r.valid_from, 'version', r.version)), '[]')
        FROM recovery_rule r WHERE r.clinic_id = c.id) AS rules
    FROM clinic c JOIN location l ON l.clinic_id = c.id
    WHERE c.id = ${clinicId}::uuid ORDER BY l.id LIMIT 1`
  if (row === undefined) throw new Error('A clinic has a location')
  const { areas, practitioners, ...rest } = row
  return {
    ...rest,
    areas: new Map(areas.map((area) => [area.id, nameInSentence(area, locale, 'staff')])),
    practitioners: new Map(practitioners),
  }
}
