import type { Technique } from './technique.ts'

export type Relation = 'same' | 'neighbour' | 'anywhere'

/** How long an area rests after needling. Clinic policy, edited and approved by people; never medical advice. */
export interface RecoveryRule {
  readonly id: string
  readonly technique: Technique
  /** Where it holds, seen from a treated area: there, on its neighbours, or on the whole body. */
  readonly relation: Relation
  /** Whole number; 0 says on purpose that there is no rest. */
  readonly amount: number
  /** Hours elapse; days are calendar days of the clinic, so Monday + 3 days is over as Thursday begins. */
  readonly unit: 'hours' | 'days'
  /** How much earlier than the rule says a visit may still come. */
  readonly toleranceMinutes: number
  readonly source: string
  readonly approvedBy: string | null
  /** 'YYYY-MM-DD' in the clinic's zone, inclusive. */
  readonly validFrom: string
  readonly version: number
  /** Whom it is for; null: a rule of the clinic. */
  readonly patientId: string | null
  /** A draft rests nothing. */
  readonly state: 'draft' | 'in-force'
  readonly endedAtMs: number | null
}

const supersedes = (a: RecoveryRule, b: RecoveryRule): boolean =>
  a.validFrom > b.validFrom || (a.validFrom === b.validFrom && a.version > b.version)

interface AsOf {
  /** 'YYYY-MM-DD' in the clinic's zone. */
  readonly date: string
  readonly nowMs: number
  /** Whose rest is asked about. */
  readonly patientId: string
}

/**
 * Which rules hold for a patient: of the clinic's, per technique and relation, the one that began last; of the patient's
 * own, all that have begun and are not ended. They stand side by side: where several give an area rest, the longest
 * counts, so a patient's rule never allows more. Take the day on which the clinic decides or records; rest once stored
 * stands as it was decided.
 */
export function rulesInForce(
  rules: readonly RecoveryRule[],
  { date, nowMs, patientId }: AsOf,
): readonly RecoveryRule[] {
  const latest = new Map<string, RecoveryRule>()
  const own: RecoveryRule[] = []
  for (const rule of rules) {
    const over = rule.endedAtMs !== null && rule.endedAtMs <= nowMs
    if (rule.state === 'draft' || rule.validFrom > date || over) continue
    if (rule.patientId !== null) {
      if (rule.patientId === patientId) own.push(rule)
      continue
    }
    const key = `${rule.technique}/${rule.relation}`
    const known = latest.get(key)
    if (!known || supersedes(rule, known)) latest.set(key, rule)
  }
  return [...latest.values(), ...own]
}
