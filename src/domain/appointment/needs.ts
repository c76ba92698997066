import type { Segment } from './segments.ts'

/** Something that every visit of a patient has to be like. It is a condition, not a wish: nobody books past it. */
export type PatientNeed = NeedKind & {
  /** How much longer hands are on the patient because of it. */
  readonly extraMinutes: number
}

type NeedKind =
  | { readonly kind: 'woman-practitioner' }
  | { readonly kind: 'not-practitioner'; readonly practitionerId: string }
  | { readonly kind: 'accessible-room' }
  | { readonly kind: 'chaperone' }
  | { readonly kind: 'interpreter'; readonly language: string }
  | { readonly kind: 'more-time' }

/** Those of the needs that somebody has to be there for. */
export type AttendantNeed = Extract<PatientNeed, { readonly kind: 'chaperone' | 'interpreter' }>

/** What decides whether a practitioner meets needs. */
export interface NeededPractitioner {
  readonly practitionerId: string
  /** null: not on file, so that no need is met by it */
  readonly gender: string | null
}

export interface Attendant {
  readonly kind: 'chaperone' | 'interpreter'
  /** BCP 47 */
  readonly languages: readonly string[]
}

/** The needs that this practitioner does not meet. */
export const unmetByPractitioner = (
  needs: readonly PatientNeed[],
  { practitionerId, gender }: NeededPractitioner,
): PatientNeed[] =>
  needs.filter(
    (need) =>
      (need.kind === 'woman-practitioner' && gender !== 'female') ||
      (need.kind === 'not-practitioner' && need.practitionerId === practitionerId),
  )

export const needsAccessibleRoom = (needs: readonly PatientNeed[]): boolean =>
  needs.some(({ kind }) => kind === 'accessible-room')

export const needsAttendant = (need: PatientNeed): need is AttendantNeed =>
  need.kind === 'chaperone' || need.kind === 'interpreter'

/** Whether somebody who speaks these languages speaks this one: "ar" will do for "ar-EG", and the other way round. */
const speaks = (languages: readonly string[], wanted: string): boolean => {
  const tag = wanted.toLowerCase()
  return languages.some((language) => {
    const spoken = language.toLowerCase()
    return spoken === tag || tag.startsWith(`${spoken}-`) || spoken.startsWith(`${tag}-`)
  })
}

/** Whether an attendant can be there for a need. */
export const answers = (attendant: Attendant, need: AttendantNeed): boolean =>
  attendant.kind === need.kind && (need.kind === 'chaperone' || speaks(attendant.languages, need.language))

/** How many minutes the needs of a patient add to a visit. */
export const extraMinutesOf = (needs: readonly PatientNeed[]): number =>
  needs.reduce((minutes, need) => minutes + need.extraMinutes, 0)

/** The segments with the first hands-on one longer by `minutes`, or shorter when they are less than nothing. */
export const lengthened = (segments: readonly Segment[], minutes: number): readonly Segment[] => {
  const first = segments.findIndex(({ kind }) => kind === 'hands-on')
  if (minutes === 0 || first < 0) return segments
  return segments.map((segment, index) =>
    index === first ? { ...segment, minutes: segment.minutes + minutes } : segment,
  )
}
