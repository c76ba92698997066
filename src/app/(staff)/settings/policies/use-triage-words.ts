import { useTranslations } from 'use-intl/react'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { riskKeys } from '#ui/clinic/body-map/area-words.ts'
import type { Said } from './use-policy-names.ts'

type Rule = ContentOf<'triage'>
type Terms = ContentOf<'triage-terms'>

const LANGUAGES = ['en', 'de'] as const
export const TERM_LISTS = ['emergency', 'concerning', 'harmless', 'negations'] as const

/** A row by what it is about, and the words of a language. */
export const useTriageTitle = () => {
  const t = useTranslations('policy.triage')
  const body = useTranslations('body')
  return {
    rule: ({ sign, riskZones }: Rule): string =>
      [t(`sign.${sign}`), ...riskZones.map((zone) => body(riskKeys[zone]))].join(' · '),
    terms: (language: string): string => t(language === 'de' ? 'wordsIn.de' : 'wordsIn.en'),
  }
}

const MINUTES_OF_AN_HOUR = 60

/** So many minutes as people say it: whole hours as hours. */
export const useSpan = () => {
  const t = useTranslations('policy.triage')
  return (minutes: number): string =>
    minutes % MINUTES_OF_AN_HOUR === 0
      ? t('hours', { count: minutes / MINUTES_OF_AN_HOUR })
      : t('minutes', { count: minutes })
}

/** Everything that a version says, in the order of its form. */
export const useTriageSaid = () => {
  const t = useTranslations('policy.triage')
  const policy = useTranslations('policy')
  const span = useSpan()
  const yesNo = (value: boolean) => policy(value ? 'yes' : 'no')
  const lines = (steps: readonly string[]) => steps.join('\n')
  return {
    rule: (rule: Rule): Said[] => [
      [t('tier'), t(`tierOf.${rule.tier}`)],
      [t('rings'), yesNo(rule.rings)],
      [t('looks'), t('within', { span: span(rule.dueMinutes) })],
      ...(rule.fromScore === null ? [] : ([[t('fromScore'), `${rule.fromScore}`]] as const)),
      [t('incident'), yesNo(rule.incidentKind !== null)],
      ...LANGUAGES.flatMap((one): Said[] => [
        [policy(`inLanguage.${one}`, { what: t('title') }), rule.title[one]],
        [policy(`inLanguage.${one}`, { what: t('steps') }), lines(rule.steps[one])],
      ]),
      [policy('inUse'), yesNo(rule.active)],
    ],
    terms: (terms: Terms): Said[] => TERM_LISTS.map((list): Said => [t(`list.${list}`), lines(terms[list])]),
  }
}
