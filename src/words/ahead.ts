import { type Explainer, explainerOf } from './explain.ts'

const WORDS = {
  'not-ahead': 'notAhead',
  'ahead-too-early': 'tooEarly',
  'ahead-too-often': 'tooOften',
  'nothing-said': 'nothingSaid',
  'unknown-question': 'unknownQuestion',
} as const

const said = explainerOf(WORDS, (t, word) => t(`ahead.refused.${word}`))

/** Why the questions of a visit are not answered beforehand, and what to do instead. */
export const explainAhead: Explainer = (refusals, locale) =>
  said(refusals, locale).map((one) => (one.reason === 'not-ahead' ? { ...one, reason: 'not-found' } : one))
