import type { Transaction } from '#db/client.ts'
import type { AftercarePlan, AftercareStep, Fits } from '#domain/aftercare/plan.ts'
import type { TextSection } from '#domain/aftercare/text.ts'
import type { LocalizedText, RiskZone } from '#domain/body/area.ts'
import type { TextVersion } from '#words/aftercare.ts'

interface RawPlan {
  readonly id: string
  readonly version: number
  readonly fits: Fits
  readonly steps: readonly AftercareStep[]
}

/**
 * The plans that a visit follows: of each the version whose messages it has already, so that a version put in force
 * meanwhile sends nothing twice, else the one in force on that day.
 */
export const plansOfVisit = (
  tx: Transaction,
  clinicId: string,
  { encounterId, date }: { readonly encounterId: string | null; readonly date: string },
): Promise<AftercarePlan[]> =>
  tx.$queryRaw<RawPlan[]>`
    SELECT p.id, p.version, p.fits, coalesce((
      SELECT jsonb_agg(jsonb_build_object('id', s.id, 'anchor', s.anchor, 'offsetMinutes', s.offset_minutes, 'channel', s.channel,
        'manner', s.manner, 'checkIn', s.check_in, 'language', s.language, 'templateKey', s.template_key, 'fits', s.fits)
        ORDER BY s.position, s.id)
      FROM aftercare_step s WHERE s.clinic_id = p.clinic_id AND s.plan_id = p.id), '[]') AS steps
    FROM (
      SELECT DISTINCT ON (v.code) v.*, u.used
      FROM aftercare_plan v, LATERAL (SELECT EXISTS (SELECT 1 FROM communication c
        JOIN aftercare_step s ON s.clinic_id = c.clinic_id AND s.id = c.step_id
        WHERE c.clinic_id = v.clinic_id AND c.encounter_id = ${encounterId}::uuid AND s.plan_id = v.id) AS used) u
      WHERE v.clinic_id = ${clinicId}::uuid AND v.state = 'in-force' AND (u.used OR v.valid_from <= ${date}::date)
      ORDER BY v.code, u.used DESC, v.valid_from DESC, v.version DESC) p
    WHERE p.used OR p.active ORDER BY p.code`

/** What plans ask about a visit and its patient, whoever asks. */
export const flagsOfVisit = async (tx: Transaction, encounterId: string): Promise<readonly string[]> => {
  const [found] = await tx.$queryRaw<{ flags: string[] | null }[]>`SELECT visit_flags(${encounterId}::uuid) AS flags`
  return found?.flags ?? []
}

/** Areas with the regions that hold them, and the zones that they are near to. */
export const placesTreated = async (
  tx: Transaction,
  clinicId: string,
  leaves: readonly string[],
): Promise<{ readonly areaIds: readonly string[]; readonly riskZones: readonly RiskZone[] }> => {
  const rows = await tx.$queryRaw<{ id: string; zones: RiskZone[] }[]>`
    WITH RECURSIVE held AS (
      SELECT a.id, a.parent_id, a.risk_zones FROM body_area a WHERE a.clinic_id = ${clinicId}::uuid AND a.id = ANY (${[...leaves]})
      UNION SELECT b.id, b.parent_id, '{}' FROM body_area b JOIN held h ON b.id = h.parent_id WHERE b.clinic_id = ${clinicId}::uuid)
    SELECT id, risk_zones AS zones FROM held`
  return {
    areaIds: [...new Set(rows.map(({ id }) => id))],
    riskZones: [...new Set(rows.flatMap(({ zones }) => zones))],
  }
}

/** A version of a text that is or was in force. */
export interface StoredText extends TextVersion {
  readonly id: string
  readonly code: string
  readonly version: number
}

interface RawText {
  readonly id: string
  readonly code: string
  readonly version: number
  readonly subject: unknown
  readonly intro: unknown
  readonly sms: unknown
  readonly sections: unknown
  readonly approvedBy: string | null
}

const textOf = ({ subject, intro, sms, sections, ...row }: RawText): StoredText => ({
  ...row,
  subject: subject as LocalizedText,
  intro: intro as LocalizedText,
  sms: sms as LocalizedText,
  sections: sections as readonly TextSection[],
})

const shown = {
  ...{ id: true, code: true, version: true, subject: true, intro: true, sms: true, sections: true, approvedBy: true },
} as const

/** The words of a text as they are in force on a day; null when the clinic has no such text. */
export const textOn = async (
  tx: Transaction,
  clinicId: string,
  code: string,
  date: string,
): Promise<StoredText | null> => {
  const row = await tx.aftercareText.findFirst({
    where: { clinicId, code, state: 'in-force', validFrom: { lte: new Date(`${date}T00:00:00Z`) } },
    orderBy: [{ validFrom: 'desc' }, { version: 'desc' }],
    select: shown,
  })
  return row === null ? null : textOf(row)
}

/** The words that a message was sent with. */
export const textById = async (tx: Transaction, clinicId: string, id: string): Promise<StoredText | null> => {
  const row = await tx.aftercareText.findUnique({ where: { clinicId_id: { clinicId, id } }, select: shown })
  return row === null ? null : textOf(row)
}
