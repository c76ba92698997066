import type { RecoveryRule } from '#domain/recovery/rule.ts'
import { intlTagOf, type Locale } from './locale.ts'
import { translateFor } from './translator.ts'

/** A rest rule on one line, with since when it holds and where it comes from; for staff. */
export const ruleLine = (rule: RecoveryRule, locale: Locale): string => {
  const t = translateFor(locale)
  const date = new Intl.DateTimeFormat(intlTagOf(locale), { dateStyle: 'medium', timeZone: 'UTC' })
  return t(rule.approvedBy === null ? 'technique.ruleNotApproved' : 'technique.rule', {
    technique: t(`technique.name.${rule.technique}`),
    relation: t(`technique.relation.${rule.relation}`),
    amount: t(`technique.amount.${rule.unit}`, { amount: rule.amount }),
    date: date.format(Date.parse(rule.validFrom)),
    source: rule.source,
  })
}
