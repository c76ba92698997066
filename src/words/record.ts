import type { CompletionBlocker } from '#domain/encounter/completion.ts'
import type { ScanRefusal } from '#domain/lot/scan.ts'
import type { GateRefusal } from '#domain/lot/stock.ts'
import { RULE_REASONS, type RuleRefusal, ruleRefusalWords } from './contraindication.ts'
import { blockerWords } from './encounter.ts'
import type { Locale } from './locale.ts'
import { lotRefusalWords, scanRefusalWords } from './lot.ts'
import { type Translate, translateFor } from './translator.ts'

/** What may be refused while a visit is recorded or the stock is kept, apart from labels, lots and completion. */
export const PLAIN_REASONS = [
  'not-found',
  'not-allowed',
  'other-patient',
  'identity-not-enough',
  'record-closed',
  'stale-version',
  'wrong-status',
  'not-yet',
  'unknown-question',
  'unknown-area',
  'unknown-lot',
  'unknown-needle',
  'not-a-needling',
  'other-text-version',
  'guardian-needed',
  'assent-needed',
  'consent-withdrawn',
  'no-needles',
  'more-out-than-in',
  'incident-needed',
  'already-recalled',
  'already-in-error',
  'unknown-condition',
  'on-record',
  'over-already',
  'deeper-than-long',
  'changed-meanwhile',
  'not-open',
  'request-reused',
  'try-again',
  'duplicate',
  'needle-unaccounted',
  'lot-refused',
] as const

interface PlainRefusal {
  readonly reason: (typeof PLAIN_REASONS)[number]
}

export type RecordRefusal = PlainRefusal | RuleRefusal | GateRefusal | ScanRefusal | CompletionBlocker

interface Explained {
  readonly reason: string
  readonly sentence: string
}

/** A refusal that names a box has the words of boxes, whatever its reason is called. */
const isPlain = (refusal: RecordRefusal): refusal is PlainRefusal =>
  PLAIN_REASONS.some((reason) => reason === refusal.reason) && !('productName' in refusal)
const isRule = (refusal: Exclude<RecordRefusal, PlainRefusal>): refusal is RuleRefusal =>
  RULE_REASONS.some((reason) => reason === refusal.reason)
const isScan = (refusal: Exclude<RecordRefusal, PlainRefusal | RuleRefusal>): refusal is ScanRefusal => 'at' in refusal
const isLot = (refusal: GateRefusal | CompletionBlocker): refusal is GateRefusal => 'ok' in refusal

const sentenceOf = (refusal: RecordRefusal, t: Translate, locale: Locale): string => {
  if (isPlain(refusal)) return t(`record.refused.${refusal.reason}`)
  if (isRule(refusal)) return ruleRefusalWords(refusal, t, locale)
  if (isScan(refusal)) return scanRefusalWords(refusal, t).text
  return isLot(refusal) ? lotRefusalWords(refusal, { t, locale }).text : blockerWords(refusal, { t, locale })
}

/** Turns refusals of the record and the stock into sentences for staff. */
export const explainRecord = (refusals: readonly RecordRefusal[], locale: Locale): readonly Explained[] => {
  const t: Translate = translateFor(locale)
  return refusals.map((refusal) => ({ reason: refusal.reason, sentence: sentenceOf(refusal, t, locale) }))
}
