import { useTranslations } from 'use-intl/react'
import type { PolicyEntry, Rule } from '#features/recovery-rule/schema.ts'
import { formatDate, formatDateTime } from '#words/time.ts'
import { type Place, useRestWords } from '../../patient-rest/use-rest-words.ts'

/** How a rule of the clinic is said. */
export const useRuleWords = (place: Place) => {
  const t = useTranslations('recovery.policy')
  const say = useRestWords(place)
  return {
    /** A day 'YYYY-MM-DD' of the clinic's calendar. */
    date: (date: string): string => formatDate(date, place.locale),
    amount: (rule: Pick<Rule, 'amount' | 'unit'>): string => (rule.amount === 0 ? t('noRest') : say.amount(rule)),
    /** The same as a heading. */
    title: ({ technique, relation }: Pick<PolicyEntry, 'technique' | 'relation'>): string => {
      const about = say.rule({ technique, relation })
      return about.slice(0, 1).toLocaleUpperCase(place.locale) + about.slice(1)
    },
    about: ({ technique, relation }: Pick<PolicyEntry, 'technique' | 'relation'>): string =>
      say.rule({ technique, relation }),
    approved: ({ approved }: Pick<Rule, 'approved'>): string => {
      if (approved === null) return t('notApproved')
      const { byName: name, atIso } = approved
      return atIso === null
        ? t('approvedBy', { name })
        : t('approvedByAt', { name, when: formatDateTime(Date.parse(atIso), place, { nowMs: place.nowMs }) })
    },
  }
}
