import type { RecoveryRule } from '#domain/recovery/rule.ts'
import { intlTagOf, type Locale } from './locale.ts'
import { translateFor } from './translator.ts'

/**
 * A rest rule on one line, with since when it holds and where it comes from; for staff. Who may not read why one patient
 * rests longer has a rule without a source.
 */
export const ruleLine = (rule: RecoveryRule, locale: Locale): string => {
  const t = translateFor(locale)
  const isOwn = rule.patientId !== null
  const date = new Intl.DateTimeFormat(intlTagOf(locale), { dateStyle: 'medium', timeZone: 'UTC' })
  const key = isOwn
    ? `technique.${rule.source === '' ? 'ruleOfPatient' : 'ruleOfPatientBecause'}`
    : `technique.${rule.approvedBy === null ? 'ruleNotApproved' : 'rule'}`
  return t(key, {
    technique: t(`technique.name.${rule.technique}`),
    relation: t(`technique.relation.${rule.relation}`),
    amount: t(`technique.amount.${rule.unit}`, { amount: rule.amount }),
    date: date.format(Date.parse(rule.validFrom)),
    source: rule.source,
    practitioner: rule.approvedBy ?? '',
  })
}
