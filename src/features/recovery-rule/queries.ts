import type { Transaction } from '#db/client.ts'
import { readsClinical, type StaffActor } from '#domain/actor.ts'
import type { RecoveryRule } from '#domain/recovery/rule.ts'
import type { LongerRest, PolicyEntry, Rule } from './schema.ts'

type Technique = Rule['technique']
type Relation = Rule['relation']

interface RawRule extends Omit<Rule, 'approved' | 'withdrawn'> {
  readonly approvedBy: string | null
  readonly approvedAtMs: number | null
  readonly endedAtMs: number | null
  readonly endedByName: string | null
  readonly endedReason: string | null
}

const iso = (ms: number): string => new Date(ms).toISOString()

const ruleOf = ({ approvedBy, approvedAtMs, endedAtMs, endedByName, endedReason, ...rule }: RawRule): Rule => ({
  ...rule,
  approved:
    approvedBy === null ? null : { byName: approvedBy, atIso: approvedAtMs === null ? null : iso(approvedAtMs) },
  withdrawn:
    endedAtMs === null ? null : { atIso: iso(endedAtMs), byName: endedByName ?? '', reason: endedReason ?? '' },
})

interface RuleFilter {
  readonly technique: Technique | null
  readonly relation: Relation | null
  /** Only what holds on this day, is to follow it or waits to be approved; null: everything there ever was. */
  readonly asOf: string | null
  readonly beforeId: string | null
  readonly limit: number
}

/** Rules of the clinic with their story, the latest version first. */
const clinicRules = async (tx: Transaction, clinicId: string, filter: RuleFilter): Promise<Rule[]> => {
  const { technique, relation, asOf, beforeId, limit } = filter
  const rows = await tx.$queryRaw<RawRule[]>`
    SELECT r.id, r.technique, r.relation, r.amount, r.unit, r.tolerance_minutes AS "toleranceMinutes", r.source, r.state,
      r.valid_from::text AS "validFrom", r.version, r.approved_by AS "approvedBy", d.name AS "draftedByName",
      (extract(epoch FROM r.approved_at) * 1000)::float8 AS "approvedAtMs",
      (extract(epoch FROM r.ended_at) * 1000)::float8 AS "endedAtMs", e.name AS "endedByName", r.ended_reason AS "endedReason"
    FROM recovery_rule r
    LEFT JOIN membership d ON d.clinic_id = r.clinic_id AND d.identity_id = r.drafted_by_identity_id
    LEFT JOIN membership e ON e.clinic_id = r.clinic_id AND e.identity_id = r.ended_by_identity_id
    WHERE r.clinic_id = ${clinicId}::uuid AND r.patient_id IS NULL
      AND (${technique}::text IS NULL OR r.technique = ${technique}) AND (${relation}::text IS NULL OR r.relation = ${relation})
      AND (${asOf}::date IS NULL OR CASE r.state WHEN 'draft' THEN r.ended_at IS NULL ELSE r.valid_from > ${asOf}::date OR NOT EXISTS (
        SELECT 1 FROM recovery_rule n WHERE n.clinic_id = r.clinic_id AND n.patient_id IS NULL AND n.state = 'in-force'
          AND n.technique = r.technique AND n.relation = r.relation AND n.valid_from <= ${asOf}::date
          AND (n.valid_from, n.version) > (r.valid_from, r.version)) END)
      AND (${beforeId}::uuid IS NULL OR r.version < (SELECT b.version FROM recovery_rule b WHERE b.clinic_id = r.clinic_id AND b.id = ${beforeId}::uuid))
    ORDER BY r.technique, r.relation, r.version DESC
    LIMIT ${limit}`
  return rows.map(ruleOf)
}

/** More than a clinic's policy has places and waiting versions. */
const POLICY_SHOWS = 200

/** The clinic's policy on a day: for each technique and place what holds, what follows and what waits. */
export const policyOn = async (tx: Transaction, clinicId: string, date: string): Promise<PolicyEntry[]> => {
  const everything = { technique: null, relation: null, beforeId: null }
  const rules = await clinicRules(tx, clinicId, { ...everything, asOf: date, limit: POLICY_SHOWS })
  const groups = Map.groupBy(rules, ({ technique, relation }) => `${technique}/${relation}`)
  return [...groups.values()].flatMap((group): PolicyEntry[] => {
    const [first] = group
    if (first === undefined) return []
    const inForce = group.filter(({ state }) => state === 'in-force')
    return [
      {
        technique: first.technique,
        relation: first.relation,
        current: inForce.find(({ validFrom }) => validFrom <= date) ?? null,
        coming: inForce.filter(({ validFrom }) => validFrom > date).toSorted(byBeginning),
        draft: group.find(({ state }) => state === 'draft') ?? null,
      },
    ]
  })
}

const byBeginning = (a: Rule, b: Rule): number => (a.validFrom < b.validFrom ? -1 : 1)

interface HistoryPage {
  readonly technique: Technique
  readonly relation: Relation
  readonly limit: number
  readonly cursor: string | null
}

/** Every version of one rule, drafts that were taken back among them, the latest first. */
export const ruleHistory = async (tx: Transaction, clinicId: string, page: HistoryPage) => {
  const { technique, relation, limit, cursor } = page
  const rules = await clinicRules(tx, clinicId, { technique, relation, asOf: null, beforeId: cursor, limit: limit + 1 })
  const shown = rules.slice(0, limit)
  return { rules: shown, nextCursor: rules.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

/** One rule as decisions about it need it; null when there is none of this id here. */
export const ruleById = async (tx: Transaction, clinicId: string, id: string) => {
  const row = await tx.recoveryRule.findUnique({
    where: { clinicId_id: { clinicId, id } },
    select: { id: true, patientId: true, technique: true, relation: true, state: true, validFrom: true, endedAt: true },
  })
  if (row === null) return null
  return {
    ...row,
    state: row.state as RecoveryRule['state'],
    validFrom: row.validFrom.toISOString().slice(0, 10),
    endedAtMs: row.endedAt?.getTime() ?? null,
  }
}

/** Waits for whoever else drafts or approves a rule of the clinic, so that versions follow one another. */
export const lockRules = async (tx: Transaction, clinicId: string): Promise<void> => {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`recovery_rule ${clinicId}`}, 0))`
}

/** The number that the next version of a rule gets, and whether a draft of it waits already. */
export const nextVersion = async (
  tx: Transaction,
  clinicId: string,
  { technique, relation }: { readonly technique: Technique; readonly relation: Relation },
) => {
  const of = { clinicId, patientId: null, technique, relation }
  const { _max } = await tx.recoveryRule.aggregate({ where: of, _max: { version: true } })
  const waiting = await tx.recoveryRule.count({ where: { ...of, state: 'draft', endedAt: null } })
  return { version: (_max.version ?? 0) + 1, draftWaits: waiting > 0 }
}

interface PatientPage {
  readonly patientId: string
  readonly standing: boolean
  readonly limit: number
  readonly cursor: string | null
}

/** The longer rests of one patient, the latest first; why is left out for eyes that the clinical record is closed to. */
export const rulesOfPatient = async (tx: Transaction, actor: StaffActor, page: PatientPage) => {
  const { patientId, standing, limit, cursor } = page
  const rows = await tx.recoveryRule.findMany({
    where: {
      ...{ clinicId: actor.clinicId, patientId, endedAt: standing ? null : { not: null } },
      ...(cursor !== null && { id: { lt: cursor } }),
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const clinical = readsClinical(actor)
  const rules = rows.slice(0, limit).map(
    (row): LongerRest => ({
      id: row.id,
      technique: row.technique as Technique,
      relation: row.relation as Relation,
      amount: row.amount,
      unit: row.unit as Rule['unit'],
      validFrom: row.validFrom.toISOString().slice(0, 10),
      byName: row.approvedBy ?? '',
      atIso: (row.approvedAt ?? row.createdAt).toISOString(),
      reason: clinical ? row.source : null,
      ended:
        row.endedAt === null ? null : { atIso: row.endedAt.toISOString(), reason: clinical ? row.endedReason : null },
    }),
  )
  return { rules, nextCursor: rows.length > limit ? (rules.at(-1)?.id ?? null) : null }
}

/** Who of these patients rests longer after which technique by somebody's decision. */
export const restingLonger = (tx: Transaction, clinicId: string, patientIds: readonly string[]) =>
  tx.recoveryRule.findMany({
    where: { clinicId, patientId: { in: [...patientIds] }, endedAt: null },
    select: { patientId: true, technique: true },
    distinct: ['patientId', 'technique'],
  })

/** Every rule that holds on some day from this one on: of the clinic, and of these patients. */
export const rulesFrom = (
  tx: Transaction,
  clinicId: string,
  patientIds: readonly string[],
  date: string,
): Promise<RecoveryRule[]> =>
  tx.$queryRaw<RecoveryRule[]>`
    SELECT r.id, r.technique, r.relation, r.amount, r.unit, r.tolerance_minutes AS "toleranceMinutes", '' AS source,
      r.approved_by AS "approvedBy", r.valid_from::text AS "validFrom", r.version, r.patient_id AS "patientId", r.state,
      (extract(epoch FROM r.ended_at) * 1000)::float8 AS "endedAtMs"
    FROM recovery_rule r
    WHERE r.clinic_id = ${clinicId}::uuid AND r.state = 'in-force' AND CASE
      WHEN r.patient_id IS NOT NULL THEN r.patient_id = ANY (${[...patientIds]}::uuid[]) AND r.ended_at IS NULL
      ELSE r.valid_from > ${date}::date OR NOT EXISTS (
        SELECT 1 FROM recovery_rule n WHERE n.clinic_id = r.clinic_id AND n.patient_id IS NULL AND n.state = 'in-force'
          AND n.technique = r.technique AND n.relation = r.relation AND n.valid_from <= ${date}::date
          AND (n.valid_from, n.version) > (r.valid_from, r.version)) END`
