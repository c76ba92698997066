import { explainerOf } from './explain.ts'

const WORDS = {
  'not-found': 'notFound',
  'note-missing': 'noteMissing',
  'stale-version': 'staleVersion',
  'request-reused': 'requestReused',
  'not-again': 'notAgain',
} as const

/** Refusals about messages and how people are reached. */
export const explainContact = explainerOf(WORDS, (t, word) => t(`message.refused.${word}`))
