import { type Explainer, explainerOf } from './explain.ts'

const WORDS = {
  'not-a-number': 'notANumber',
  landline: 'landline',
  'stale-version': 'staleVersion',
  'no-number': 'noNumber',
  'enough-tests': 'enoughTests',
} as const

const said = explainerOf(WORDS, (t, word) => t(`alertPhone.refused.${word}`))

/** Why a number for alerts was not taken, or no text went to it. Where there is none there is nothing to try. */
export const explainAlertPhone: Explainer = (refusals, locale) =>
  said(refusals, locale).map((one) => (one.reason === 'no-number' ? { ...one, reason: 'not-found' } : one))
