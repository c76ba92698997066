import type { RecoveryRule } from './rule.ts'

/** A clinic may set any rest up to this; more is a hold. */
export const MOST_REST = { days: 90, hours: 90 * 24 } as const

type StoredRule = Pick<RecoveryRule, 'patientId' | 'state' | 'endedAtMs'>

export type RuleRefusal = 'not-found' | 'not-a-draft' | 'over-already'

/** Why a draft cannot be approved or taken back; null when it can. */
export function whyNoDraft({ patientId, state, endedAtMs }: StoredRule): RuleRefusal | null {
  if (patientId !== null || state !== 'draft') return 'not-a-draft'
  return endedAtMs === null ? null : 'over-already'
}

/** From which day an approved draft holds: the day it names, or today when that day passed while the draft waited. */
export const validFromWhenApproved = (validFrom: string, today: string): string =>
  validFrom < today ? today : validFrom

/** Why a rule cannot be ended; null when it can. The clinic's own are not ended but followed by their next version. */
export function whyNotEnd({ patientId, endedAtMs }: StoredRule): RuleRefusal | null {
  if (patientId === null) return 'not-found'
  return endedAtMs === null ? null : 'over-already'
}

/** Whether a patient's rule would ask for no more than a rule that counts alike; days and hours are not compared. */
export const isNoLonger = (
  own: Pick<RecoveryRule, 'amount' | 'unit'>,
  clinics: Pick<RecoveryRule, 'amount' | 'unit'> | undefined,
): boolean => clinics !== undefined && clinics.unit === own.unit && own.amount <= clinics.amount
