/** The parts of a note in the order in which they are written; `text` holds free words, of before or beside them. */
export const NOTE_PARTS = ['subjective', 'objective', 'assessment', 'plan', 'text'] as const
export type NotePart = (typeof NOTE_PARTS)[number]
export type NoteWords = Readonly<Record<NotePart, string>>

export const EMPTY_NOTE: NoteWords = { subjective: '', objective: '', assessment: '', plan: '', text: '' }

/** Whether nothing is written in any part. */
export const isBlank = (note: NoteWords): boolean => NOTE_PARTS.every((part) => note[part].trim() === '')

/** The parts in which two notes read differently. */
export const partsThatDiffer = (one: NoteWords, other: NoteWords): NotePart[] =>
  NOTE_PARTS.filter((part) => one[part] !== other[part])

const joined = (first: string, second: string): string =>
  first.trim() === '' ? second : second.trim() === '' || first.includes(second) ? first : `${first}\n${second}`

/**
 * Two people's words over what both began from: a part that only one of them changed is theirs; `clashes` are the parts
 * that both changed, which somebody has to decide.
 */
export const mergedNotes = (
  base: NoteWords,
  mine: NoteWords,
  theirs: NoteWords,
): { readonly words: NoteWords; readonly clashes: readonly NotePart[] } => ({
  words: Object.fromEntries(
    NOTE_PARTS.map((part) => [part, mine[part] === base[part] ? theirs[part] : mine[part]]),
  ) as unknown as NoteWords,
  clashes: NOTE_PARTS.filter(
    (part) => mine[part] !== base[part] && theirs[part] !== base[part] && mine[part] !== theirs[part],
  ),
})

/** Everything that stands in either, the first above the second; what both say is said once. */
export const bothNotes = (first: NoteWords, second: NoteWords): NoteWords =>
  Object.fromEntries(
    NOTE_PARTS.map((part) => [
      part,
      second[part].includes(first[part]) ? second[part] : joined(first[part], second[part]),
    ]),
  ) as unknown as NoteWords

/** A note with a template's words below what stands there already: nothing that was written goes. */
export const withTemplate = (note: NoteWords, template: Partial<NoteWords>): NoteWords =>
  Object.fromEntries(NOTE_PARTS.map((part) => [part, joined(note[part], template[part] ?? '')])) as unknown as NoteWords

export interface NoteStanding {
  readonly version: number
  readonly signed: boolean
  readonly blank: boolean
}

export type NoteProblem = 'note-signed' | 'stale-note' | 'nothing-to-sign'

/** Why a note is not changed: it is signed, or it was changed elsewhere since it was read. Version 0 is none yet. */
export const whyNotWrite = (note: NoteStanding | null, seenVersion: number): NoteProblem | null => {
  if (note?.signed) return 'note-signed'
  return (note?.version ?? 0) === seenVersion ? null : 'stale-note'
}

/** Why a note is not signed; what is signed is what the signer has seen. */
export const whyNotSign = (note: NoteStanding | null, seenVersion: number): NoteProblem | null => {
  const problem = whyNotWrite(note, seenVersion)
  if (problem !== null) return problem
  return note === null || note.blank ? 'nothing-to-sign' : null
}

export interface SignedNote {
  readonly authorIdentityId: string
  /** Whose name is waited for; null when nobody's. */
  readonly cosignerId: string | null
  readonly cosigned: boolean
}

interface Signer {
  readonly identityId: string
  readonly practitionerId: string | null
  readonly clinicalLead: boolean
}

/** Whether a note waits for this person's name: they supervise its author or are a clinical lead, and did not write it. */
export const maySignBeside = (note: SignedNote, signer: Signer): boolean =>
  note.cosignerId !== null &&
  note.authorIdentityId !== signer.identityId &&
  (note.cosignerId === signer.practitionerId || signer.clinicalLead)

/** Why something is not added: the note itself is still open to it, or the whole visit was entered in error. */
export const whyNotAdd = (status: string, signed: boolean): 'note-open' | 'record-closed' | null => {
  if (status === 'entered-in-error') return 'record-closed'
  return status === 'in-progress' && !signed ? 'note-open' : null
}
