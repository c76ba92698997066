import type { NeedToAdd } from '#features/patient-need/schema.ts'

export const NEED_KINDS = [
  'woman-practitioner',
  'chaperone',
  'interpreter',
  'accessible-room',
  'not-practitioner',
  'more-time',
] as const satisfies readonly NeedToAdd['kind'][]

/** A need as it is typed. */
export interface NeedDraft {
  readonly kind: NeedToAdd['kind']
  readonly language: string
  readonly practitionerId: string
  readonly minutes: string
  readonly note: string
}

export const EMPTY_NEED: NeedDraft = {
  kind: 'woman-practitioner',
  language: '',
  practitionerId: '',
  minutes: '0',
  note: '',
}

export type NeedFault = 'language' | 'practitionerId' | 'minutes'

const MOST_MINUTES = 120

/** Reads what was typed, or says which field keeps it from being read. */
export const readNeed = ({ kind, language, practitionerId, minutes, note }: NeedDraft): NeedToAdd | NeedFault => {
  const extraMinutes = /^\d{1,3}$/.test(minutes.trim()) ? Number(minutes) : -1
  if (extraMinutes < (kind === 'more-time' ? 1 : 0) || extraMinutes > MOST_MINUTES) return 'minutes'
  const common = { extraMinutes, note: note.trim() === '' ? null : note }
  if (kind === 'interpreter') return language === '' ? 'language' : { kind, language, ...common }
  if (kind === 'not-practitioner') return practitionerId === '' ? 'practitionerId' : { kind, practitionerId, ...common }
  return { kind, ...common }
}
