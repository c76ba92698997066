import type { TextContent, TextSection, Topic } from '#domain/aftercare/text.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import { messagesFor } from './catalogue.ts'

export type LibraryTopic = Exclude<Topic, 'other' | 'needleInSkin' | 'needleLoose' | 'needlePrick'>
export type LibraryCode = keyof typeof PARTS

const AGREED = 'biologyinsights.com/what-to-do-after-dry-needling-for-optimal-recovery'
const LUNG =
  'novaphysicaltherapy.com (signs, and that they may begin hours later); onsets of 15 minutes to the next day: westjem.com traumatic-pneumothorax-following-acupuncture; none of three had been told to seek care: intjem s12245-022-00455-z'
const NONE_FOUND = 'No source with exact words was found: a clinician must write and approve this.'

/** Where each part of the library comes from. Facts are the sources’, the words are ours; nobody has approved them. */
const SOURCES: Readonly<Record<LibraryTopic, string>> = {
  emergency: LUNG,
  chest: LUNG,
  breathing: LUNG,
  soreness: `${AGREED}; Sánchez-Infante 2021, jpain.org S1526-5900(21)00024-9`,
  stillSore: 'Sánchez-Infante 2021, jpain.org S1526-5900(21)00024-9: gone in all 51 people after 72 hours',
  activity: `${AGREED}; findatopdoc.com; africpronostic.com`,
  water: `${AGREED}. That water washes anything out is not shown and not said.`,
  bruise: `${AGREED}; bruising in 7.55 % of treatments: Brady 2014, structureandfunction.net`,
  driving: 'novaphysicaltherapy.com: 1 to 3 % feel drowsy',
  heatCold:
    'Sources disagree: findatopdoc.com and rschoolteams.com avoid heat for a day, africpronostic.com advises it.',
  painRelief: AGREED,
  infection: NONE_FOUND,
  keep: NONE_FOUND,
  fellOut: NONE_FOUND,
  removal: NONE_FOUND,
  foundNeedle: NONE_FOUND,
  reach: '',
}

/** The default texts, part by part. */
const PARTS = {
  'after-visit': [...(['soreness', 'activity', 'water', 'bruise', 'driving', 'infection', 'foundNeedle'] as const)],
  'chest-check': ['breathing'],
  'next-day': ['soreness', 'bruise', 'infection', 'foundNeedle'],
  'three-days': ['stillSore', 'infection', 'foundNeedle'],
  'needle-left': ['keep', 'infection', 'fellOut', 'removal'],
  'needle-removal': ['removal', 'infection', 'fellOut'],
} as const satisfies Record<string, readonly LibraryTopic[]>

const both = (of: (locale: 'en' | 'de') => string): LocalizedText => ({ en: of('en'), de: of('de') })

/** A part as the library has it. */
export const libraryPart = (topic: LibraryTopic): TextSection => {
  const part = (locale: 'en' | 'de') => messagesFor(locale).aftercare.library[topic]
  return {
    topic,
    heading: both((locale) => part(locale).heading),
    words: both((locale) => part(locale).text),
    source: SOURCES[topic],
  }
}

export const LIBRARY_TOPICS = Object.keys(SOURCES) as readonly LibraryTopic[]
export const LIBRARY_CODES = Object.keys(PARTS) as readonly LibraryCode[]

/** A default text: what to do in an emergency, its own parts, and how to reach the clinic. Nobody has approved it. */
export const libraryText = (code: LibraryCode): TextContent => {
  const words = (locale: 'en' | 'de') => messagesFor(locale).aftercare.text[code]
  return {
    name: both((locale) => words(locale).name),
    subject: both((locale) => words(locale).subject),
    intro: both((locale) => words(locale).intro),
    sms: both((locale) => words(locale).sms),
    sections: ['emergency' as const, 'chest' as const, ...PARTS[code], 'reach' as const].map(libraryPart),
  }
}
