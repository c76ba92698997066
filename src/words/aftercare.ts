import { fillIn, sectionsFor, type TextContent } from '#domain/aftercare/text.ts'
import { type BodyArea, nameInSentence } from '#domain/body/area.ts'
import { intlTagOf, type Locale } from './locale.ts'
import { type Translate, translateFor } from './translator.ts'

export interface AftercareValues {
  readonly name: string
  readonly clinic: string
  readonly clinicPhone: string
  /** Of the country where the clinic is, and before it of the patient's own where that is another one. */
  readonly emergencyPhone: string
  /** A sentence in the reader's language that says when the clinic reads answers. */
  readonly messageHours: string
  readonly practitioner: string
}

export interface AftercareSection {
  readonly key: string
  readonly heading: string
  readonly text: string
  /** Shown before everything else and made to stand out. */
  readonly urgent: boolean
}

/** A message as it is mailed, printed and shown, part by part, without any form of its own. */
export interface AftercareText {
  readonly subject: string
  readonly greeting: string
  readonly intro: string
  /** Which places were treated; empty when nobody wrote it down. */
  readonly treated: string
  readonly sections: readonly AftercareSection[]
  /** With `{link}` still open: what it leads to is for who sends it to say. */
  readonly sms: string
  readonly link: string
  readonly closing: string
  /** Says that nobody has approved the text; empty when somebody has. */
  readonly demoNote: string
}

/** One version of a text, with who answers for it. */
export interface TextVersion extends Pick<TextContent, 'subject' | 'intro' | 'sms' | 'sections'> {
  readonly approvedBy: string | null
}

export interface AftercareOccasion {
  readonly chestWarning: boolean
  readonly areas: readonly Pick<BodyArea, 'side' | 'plainName' | 'clinicalName'>[]
}

/**
 * The words of an aftercare message. What to do in an emergency stands first in every message; after treatment near
 * the lung it names the signs. The subject names neither technique nor area, because others may see it.
 */
export const aftercareText = (
  version: TextVersion,
  { chestWarning, areas }: AftercareOccasion,
  values: AftercareValues,
  locale: Locale,
): AftercareText => {
  const t = translateFor(locale)
  const open = { ...values, areas: areasList(areas, locale) || t('aftercare.places') }
  const say = (text: Readonly<Record<Locale, string>>): string => fillIn(text[locale], open)
  return {
    subject: say(version.subject),
    greeting: t('aftercare.greeting', { name: values.name }),
    intro: say(version.intro),
    treated: areasSentence(areas, locale, t),
    sections: sectionsFor(version.sections, { chestWarning }).map(({ section, urgent }, index) => ({
      key: section.topic === 'other' ? `other-${index}` : section.topic,
      heading: say(section.heading),
      text: say(section.words),
      urgent,
    })),
    // whoever answers by text has to know when that is read
    sms: `${say(version.sms)} ${values.messageHours}`,
    link: t('aftercare.link'),
    closing: t('aftercare.closing', { clinic: values.clinic }),
    demoNote: version.approvedBy === null ? t('aftercare.demoNote') : '',
  }
}

type Named = Pick<BodyArea, 'side' | 'plainName' | 'clinicalName'>

const areasList = (areas: readonly Named[], locale: Locale): string =>
  new Intl.ListFormat(intlTagOf(locale), { type: 'conjunction' }).format(
    areas.map((area) => nameInSentence(area, locale, 'patient')),
  )

/** Which places were treated, by their everyday names with the side in words. Empty when nobody wrote it down. */
export const areasSentence = (areas: readonly Named[], locale: Locale, t: Translate): string =>
  areas.length === 0 ? '' : t('aftercare.treated', { areas: areasList(areas, locale) })
