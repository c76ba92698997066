import type { Locale } from './locale.ts'
import { explainRecord, type PLAIN_REASONS, type RecordRefusal } from './record.ts'
import { translatorFor } from './translator.ts'

/** What may be refused of a note, its signatures and what is added to it, beside what any record may refuse. */
export const NOTE_REASONS = [
  'note-signed',
  'stale-note',
  'nothing-to-sign',
  'not-to-cosign',
  'cosigned-already',
  'note-open',
  'stale-template',
  'goals-full',
  'unknown-goal',
  'plan-stands',
  'unknown-plan',
  'letter-withdrawn',
  'letter-not-sent',
  'done-already',
  'no-referral-policy',
] as const

type NoteReason = (typeof NOTE_REASONS)[number]
type PlainReason = (typeof PLAIN_REASONS)[number]

export type NoteWordsRefusal = { readonly reason: NoteReason | PlainReason }

const isOfNotes = (reason: string): reason is NoteReason => NOTE_REASONS.some((one) => one === reason)

/** Turns refusals of a note into sentences for staff. */
export const explainNote = (refusals: readonly NoteWordsRefusal[], locale: Locale) => {
  const t = translatorFor(locale)
  return refusals.flatMap((refusal) =>
    isOfNotes(refusal.reason)
      ? [{ reason: refusal.reason, sentence: t(`note.refused.${refusal.reason}`) }]
      : explainRecord([refusal as RecordRefusal], locale),
  )
}
