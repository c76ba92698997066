import type { Tier } from '../aftercare/triage.ts'
import type { ReplyWord } from './reply-word.ts'

/** What is written back at once to a text that came in. */
export type TextAnswer = 'emergency' | 'heard' | 'thanks' | 'help' | 'not-me'

export interface HeardText {
  readonly meaning: ReplyWord | 'answer' | 'whose' | 'stranger'
  /** How its words were sorted; null of a mere word. */
  readonly tier: Tier | null
  readonly number: string
  /** Everybody whose number it is has stopped texts. */
  readonly stopped: boolean
  /** Nobody whom the clinic knows has this number. */
  readonly isUnknown: boolean
  /** Texts of this day, this one among them: from this number, and from all numbers that nobody knows. */
  readonly today: { readonly ofNumber: number; readonly ofUnknown: number }
}

/** Each answer costs: a machine that answers ours, or numbers that earn by being answered, must find an end (I20). */
const MOST_OF_NUMBER = { needed: 20, other: 5 }
const MOST_OF_UNKNOWN = { needed: 300, other: 100 }

/** As people have them: short numbers and names are machines. */
const OF_A_PERSON = /^\+\d{8,15}$/

const wanted = ({ meaning, tier }: HeardText): TextAnswer | null => {
  if (meaning === 'help' || meaning === 'not-me') return meaning
  // the provider confirms them itself
  if (meaning === 'stop' || meaning === 'start') return null
  if (tier === 'emergency') return 'emergency'
  return tier === 'harmless' ? 'thanks' : 'heard'
}

/**
 * What somebody reads at once who wrote a text. An emergency is told to call for help, also who stopped texts; whoever else
 * stopped them gets none. Nobody is told that all is well (Z2).
 */
export const answerToText = (heard: HeardText): TextAnswer | null => {
  const answer = wanted(heard)
  const { number, stopped, isUnknown, today } = heard
  if (answer === null || !OF_A_PERSON.test(number)) return null
  const weight = answer === 'emergency' || answer === 'help' ? 'needed' : 'other'
  if (stopped && weight === 'other') return null
  if (today.ofNumber > MOST_OF_NUMBER[weight]) return null
  return isUnknown && today.ofUnknown > MOST_OF_UNKNOWN[weight] ? null : answer
}
