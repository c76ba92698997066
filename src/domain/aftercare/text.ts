import type { LocalizedText } from '../body/area.ts'

/** What a section of a text is about, in the order in which the library offers them. */
export const TOPICS = [
  'emergency',
  'chest',
  'breathing',
  'soreness',
  'stillSore',
  'activity',
  'water',
  'bruise',
  'driving',
  'heatCold',
  'painRelief',
  'infection',
  'keep',
  'fellOut',
  'removal',
  'foundNeedle',
  'needleInSkin',
  'needleLoose',
  'needlePrick',
  'other',
  'reach',
] as const
export type Topic = (typeof TOPICS)[number]

/** What to do with a needle that was found is said in one place, the table of answers; earlier versions of texts said it too. */
export const SAID_BY_THE_TABLE: readonly Topic[] = ['needleInSkin', 'needleLoose', 'needlePrick']

/** What a text may leave open, to be filled in for the patient who reads it. */
export const PLACEHOLDERS = [
  'name',
  'clinic',
  'clinicPhone',
  'emergencyPhone',
  'messageHours',
  'practitioner',
  'areas',
] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

/** Others may read a subject or a text message: nothing in it says what was treated. */
const IN_SUBJECT: readonly string[] = ['clinic', 'name']
const IN_SMS: readonly string[] = ['clinic', 'clinicPhone', 'emergencyPhone', 'link']

export interface TextSection {
  readonly topic: Topic
  readonly heading: LocalizedText
  readonly words: LocalizedText
  /** Where it comes from; only how to reach the clinic needs no source. */
  readonly source: string
}

export interface TextContent {
  /** What staff call it. */
  readonly name: LocalizedText
  readonly subject: LocalizedText
  readonly intro: LocalizedText
  readonly sms: LocalizedText
  readonly sections: readonly TextSection[]
}

export type TextFault =
  | 'unknown-placeholder'
  | 'detail-in-subject'
  | 'sms-without-link'
  | 'emergency-missing'
  | 'hours-missing'
  | 'source-missing'
  | 'topic-twice'
  | 'reassures'
  | 'said-by-the-table'

const LANGUAGES = ['en', 'de'] as const

export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '')

/** Whether every brace of a text belongs to something that can be filled in. */
const fillsIn = (text: string, allowed: readonly string[]): boolean =>
  placeholdersIn(text).every((name) => allowed.includes(name)) && !/[{}]/.test(text.replace(/\{[^{}]*\}/g, ''))

/** Z2: no words of ours tell anybody that all is well, or that they need not look out. */
const REASSURES =
  /you(’|')?re fine|you are fine|you are (okay|ok|safe)|nothing to worry|don(’|')?t worry|no need to worry|all (is )?well|completely safe|toxin|alles (ist )?(gut|in ordnung)|keine sorge|unbedenklich|völlig ungefährlich|entgift|schlacken/iu

/** Whether any of these words tells its reader that all is well, or speaks of toxins. */
export const reassures = (texts: readonly LocalizedText[]): boolean =>
  texts.some((text) => LANGUAGES.some((language) => REASSURES.test(text[language])))

const OWN = (section: TextSection, topic: Topic): boolean => section.topic === topic

const says = (section: TextSection | undefined, names: readonly Placeholder[]): boolean =>
  section !== undefined &&
  LANGUAGES.every((language) => names.every((name) => placeholdersIn(section.words[language]).includes(name)))

/**
 * What keeps a text from being saved, the gravest first; nothing when it can be. Every text says what to do in an
 * emergency and by which number, with and without a treatment near the lung, and ends with when answers are read.
 */
export const faultsOfText = ({ subject, intro, sms, sections }: TextContent): TextFault[] => {
  const of = (texts: readonly LocalizedText[]) => texts.flatMap((text) => LANGUAGES.map((language) => text[language]))
  const body = of([intro, ...sections.flatMap(({ heading, words }) => [heading, words])])
  const all = [...body, ...of([subject, sms])]
  const topics = sections.map(({ topic }) => topic).filter((topic) => topic !== 'other')
  const wrong: Readonly<Record<TextFault, boolean>> = {
    'emergency-missing': !(['chest', 'emergency'] as const).every((topic) =>
      says(
        sections.find((one) => OWN(one, topic)),
        ['emergencyPhone'],
      ),
    ),
    'hours-missing': sections.at(-1)?.topic !== 'reach' || !says(sections.at(-1), ['clinicPhone', 'messageHours']),
    'unknown-placeholder':
      !body.every((text) => fillsIn(text, PLACEHOLDERS)) ||
      !of([subject]).every((text) => fillsIn(text, PLACEHOLDERS)) ||
      !of([sms]).every((text) => fillsIn(text, [...PLACEHOLDERS, 'link'])),
    'detail-in-subject':
      of([subject]).some((text) => placeholdersIn(text).some((name) => !IN_SUBJECT.includes(name))) ||
      of([sms]).some((text) => placeholdersIn(text).some((name) => !IN_SMS.includes(name))),
    'sms-without-link': !of([sms]).every((text) => placeholdersIn(text).includes('link')),
    'source-missing': sections.some(({ topic, source }) => topic !== 'reach' && source.trim() === ''),
    'topic-twice': new Set(topics).size < topics.length,
    reassures: all.some((text) => REASSURES.test(text)),
    'said-by-the-table': sections.some(({ topic }) => SAID_BY_THE_TABLE.includes(topic)),
  }
  return (Object.keys(wrong) as TextFault[]).filter((fault) => wrong[fault])
}

/** A text with what was left open filled in. */
export const fillIn = (text: string, values: Readonly<Partial<Record<string, string>>>): string =>
  text.replace(/\{([^{}]*)\}/g, (whole, name: string) => values[name] ?? whole)

/** The sections that a patient reads: after a treatment near the lung its signs, else what to do in any emergency; first. */
export const sectionsFor = (
  sections: readonly TextSection[],
  { chestWarning }: { readonly chestWarning: boolean },
): { readonly section: TextSection; readonly urgent: boolean }[] => {
  const urgent = sections.filter((one) => OWN(one, chestWarning ? 'chest' : 'emergency'))
  const rest = sections.filter(({ topic }) => topic !== 'chest' && topic !== 'emergency')
  return [
    ...urgent.map((section) => ({ section, urgent: true })),
    ...rest.map((section) => ({ section, urgent: false })),
  ]
}
