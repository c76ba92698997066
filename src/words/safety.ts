import type { Locale } from './locale.ts'
import { translateFor } from './translator.ts'

/** What may be refused about needles that are in, and what goes wrong with them. */
export const SAFETY_REASONS = [
  'not-found',
  'not-allowed',
  'record-closed',
  'stale-version',
  'no-needles',
  'not-counted',
  'own-count',
  'more-out-than-in',
  'more-left-than-in',
  'removal-day-past',
  'no-mail-address',
  'unknown-area',
  'other-text',
  'grade-missing',
  'grade-too-mild',
  'hold-day-past',
  'still-open',
  'found-before-it-was',
  'more-than-went-in',
  'container-closed',
  'not-yet',
  'reason-missing',
  'request-reused',
  'try-again',
  'duplicate',
] as const

interface Explained {
  readonly reason: string
  readonly sentence: string
}

/** Turns refusals into sentences for staff. What the store itself refused beyond these is asked to be tried again. */
export const explainSafety = (
  refusals: readonly { readonly reason: string }[],
  locale: Locale,
): readonly Explained[] => {
  const t = translateFor(locale)
  return refusals.map(({ reason }) => {
    const known = SAFETY_REASONS.find((one) => one === reason) ?? 'try-again'
    return { reason: known, sentence: t(`safety.refused.${known}`) }
  })
}

interface InRoom {
  readonly patientName: string
  readonly roomName: string
}

/** Why a day cannot be closed: who still has needles in, and where. */
export const explainClosing = (
  refusals: readonly { readonly reason: string; readonly where?: readonly InRoom[] }[],
  locale: Locale,
): readonly Explained[] => {
  const t = translateFor(locale)
  return refusals.map((refusal) => {
    if (refusal.reason !== 'needles-still-in' && refusal.reason !== 'needle-unaccounted')
      return { reason: 'try-again', sentence: t('safety.refused.try-again') }
    const where = (refusal.where ?? []).map(({ patientName, roomName }) => `${roomName}: ${patientName}`).join(', ')
    return { reason: 'needles-still-in', sentence: t('safety.closing.refused', { where }) }
  })
}
