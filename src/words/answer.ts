import { type Explainer, explainerOf } from './explain.ts'

const WORDS = {
  'nothing-said': 'nothingSaid',
  'too-many': 'tooMany',
  'link-over': 'linkOver',
  'not-found': 'notFound',
  'taken-already': 'takenAlready',
  'no-such-answer': 'noSuchAnswer',
  'no-such-photo': 'noSuchPhoto',
  'not-a-photo': 'notAPhoto',
  'photo-too-large': 'photoTooLarge',
  'photo-late': 'photoLate',
  'photos-of-answer': 'photosOfAnswer',
  'photos-of-visit': 'photosOfVisit',
} as const

/** There is nothing there to be answered or taken. */
const GONE: readonly string[] = ['link-over', 'taken-already', 'no-such-answer', 'no-such-photo']

const said = explainerOf(WORDS, (t, word) => t(`answer.refused.${word}`))

/** Why an answer was not taken, in a sentence that says what to do instead. */
export const explainAnswer: Explainer = (refusals, locale) =>
  said(refusals, locale).map((one) => (GONE.includes(one.reason) ? { ...one, reason: 'not-found' } : one))
