import type { LocalizedText } from '#domain/body/area.ts'
import type { Locale } from './locale.ts'
import type { Translate } from './translator.ts'

export const RULE_REASONS = ['contraindicated', 'decision-needed', 'co-sign-needed'] as const

/** Needles that a rule of the clinic keeps from being planned, with what the rule says. */
export interface RuleRefusal {
  readonly reason: (typeof RULE_REASONS)[number]
  readonly name: LocalizedText
  readonly advice: LocalizedText
}

/** Why it is not planned, and what to do instead. */
export const ruleRefusalWords = ({ reason, name, advice }: RuleRefusal, t: Translate, locale: Locale): string =>
  t(`contraindication.refused.${reason}`, { name: name[locale], advice: advice[locale] })
