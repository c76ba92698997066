/**
 * What a technique is for the rules: only those that put needles in can spoil rest or start it.
 * A clinic's services name one of these, or none.
 */
export const TECHNIQUES = {
  'deep-dry-needling': { needles: true },
  'superficial-dry-needling': { needles: true },
  'body-acupuncture': { needles: true },
  'electro-needling': { needles: true },
  cupping: { needles: false },
  moxibustion: { needles: false },
  laser: { needles: false },
  'manual-therapy': { needles: false },
  'exercise-advice': { needles: false },
} as const satisfies Record<string, { needles: boolean }>

export type Technique = keyof typeof TECHNIQUES

/** The techniques that put needles in, in the order in which they are shown. */
export const NEEDLING_TECHNIQUES = [
  'deep-dry-needling',
  'superficial-dry-needling',
  'body-acupuncture',
  'electro-needling',
] as const satisfies readonly Technique[]

/** Whether a stored word names a technique. */
export const isTechnique = (word: string): word is Technique => Object.hasOwn(TECHNIQUES, word)

/** Whether a visit of this technique puts needles in; a visit without technique never does (Z11). */
export const usesNeedles = (technique: Technique | null): technique is Technique =>
  technique !== null && TECHNIQUES[technique].needles
