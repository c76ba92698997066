import type { RecoveryRule } from '#domain/recovery/rule.ts'
import type { Locale } from './locale.ts'
import { formatDate } from './time.ts'
import { translateFor } from './translator.ts'

/**
 * A rest rule on one line, with since when it holds and where it comes from; for staff. Who may not read why one patient
 * rests longer has a rule without a source.
 */
export const ruleLine = (rule: RecoveryRule, locale: Locale): string => {
  const t = translateFor(locale)
  const isOwn = rule.patientId !== null
  const key = isOwn
    ? `technique.${rule.source === '' ? 'ruleOfPatient' : 'ruleOfPatientBecause'}`
    : `technique.${rule.approvedBy === null ? 'ruleNotApproved' : 'rule'}`
  return t(key, {
    technique: t(`technique.name.${rule.technique}`),
    relation: t(`technique.relation.${rule.relation}`),
    amount: t(`technique.amount.${rule.unit}`, { amount: rule.amount }),
    date: formatDate(rule.validFrom, locale),
    source: rule.source,
    practitioner: rule.approvedBy ?? '',
  })
}
