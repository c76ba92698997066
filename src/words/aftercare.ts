import { type BodyArea, nameInSentence } from '#domain/body/area.ts'
import { intlTagOf, type Locale } from './locale.ts'
import type { Translate } from './translator.ts'

export interface AftercareValues {
  readonly name: string
  readonly clinic: string
  readonly clinicPhone: string
  readonly emergencyPhone: string
  /** A sentence in the reader's language that says when the clinic reads answers. */
  readonly messageHours: string
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
  readonly sections: readonly AftercareSection[]
  readonly link: string
  readonly closing: string
  /** Says that nobody has approved the text; shown as long as the plan is not approved. */
  readonly demoNote: string
}

const ORDINARY = ['soreness', 'activity', 'water', 'bruise', 'driving', 'infection', 'foundNeedle', 'reach']
/** Messages about a needle that stays in have parts of their own. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  'needle-left': ['keep', 'infection', 'fellOut', 'removal', 'reach'],
  'needle-removal': ['removal', 'infection', 'reach'],
}

/**
 * The words of an aftercare message. What to do in an emergency stands first in every message; after treatment near
 * the lung it names the signs. The subject names neither technique nor area, because others may see it.
 */
export const aftercareText = (
  templateKey: string,
  { chestWarning }: { readonly chestWarning: boolean },
  values: AftercareValues,
  t: Translate,
): AftercareText => {
  const say = (part: string): string => t(`aftercare.${templateKey}.${part}`, { ...values })
  const section = (key: string, urgent: boolean): AftercareSection => ({
    key,
    heading: say(`${key}.heading`),
    text: say(`${key}.text`),
    urgent,
  })
  return {
    subject: say('subject'),
    greeting: say('greeting'),
    intro: say('intro'),
    sections: [
      section(chestWarning ? 'chest' : 'emergency', true),
      ...(PARTS[templateKey] ?? ORDINARY).map((key) => section(key, false)),
    ],
    link: say('link'),
    closing: say('closing'),
    demoNote: say('demoNote'),
  }
}

/** Which places were treated, by their everyday names with the side in words. Empty when nobody wrote it down. */
export const areasSentence = (
  areas: readonly Pick<BodyArea, 'side' | 'plainName' | 'clinicalName'>[],
  locale: Locale,
  t: Translate,
): string => {
  if (areas.length === 0) return ''
  const names = areas.map((area) => nameInSentence(area, locale, 'patient'))
  return t('aftercare.treated', {
    areas: new Intl.ListFormat(intlTagOf(locale), { type: 'conjunction' }).format(names),
  })
}
