import type { Locale } from './locale.ts'
import { translateFor, translatorFor } from './translator.ts'

/** What may be refused when a recall is opened, told, or signed off. */
export const RECALL_REASONS = [
  'not-found',
  'not-allowed',
  'notice-names-nothing',
  'drill-tells-nobody',
  'already-in-recall',
  'recall-closed',
  'stale-version',
  'request-reused',
  'try-again',
] as const
type RecallReason = (typeof RECALL_REASONS)[number]

interface Explained {
  readonly reason: string
  readonly sentence: string
}

interface Refusal {
  readonly reason: string
  readonly people?: number
  readonly needles?: number
}

const isKnown = (reason: string): reason is RecallReason => RECALL_REASONS.some((one) => one === reason)

const sentenceOf = ({ reason, people = 0, needles = 0 }: Refusal, locale: Locale): string => {
  const t = translateFor(locale)
  if (reason === 'people-waiting') return t('recall.refused.people-waiting', { people })
  if (reason === 'needles-here') return t('recall.refused.needles-here', { needles })
  return t(`recall.refused.${isKnown(reason) ? reason : 'try-again'}`)
}

export const explainRecall = (refusals: readonly Refusal[], locale: Locale): readonly Explained[] =>
  refusals.map((refusal) => ({ reason: refusal.reason, sentence: sentenceOf(refusal, locale) }))

/** What people are told until the clinic has words of its own. */
export const recallMessage = (
  locale: Locale,
  { name, phone }: { readonly name: string; readonly phone: string },
): string => translatorFor(locale)('recall.message.text', { clinic: name, phone })
