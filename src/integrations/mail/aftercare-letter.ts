import { fillIn } from '#domain/aftercare/text.ts'
import type { BodyArea, LocalizedText } from '#domain/body/area.ts'
import { type AftercareText, aftercareText, type TextVersion } from '#words/aftercare.ts'
import { parseLocale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import type { Letter } from './layout.ts'

/** What is known of a message at the moment it is written. */
export interface AftercareFacts {
  readonly communication: {
    readonly id: string
    readonly chestWarning: boolean
    readonly step: { readonly language: string }
    readonly patient: { readonly name: string; readonly locale: string }
  }
  readonly visit: { readonly practitionerName: string } | null
  readonly clinic: {
    readonly name: string
    readonly slug: string
    readonly phone: string
    readonly emergencyPhone: string
    readonly messageHours: LocalizedText
  }
  readonly areas: readonly Pick<BodyArea, 'side' | 'plainName' | 'clinicalName'>[]
  readonly words: TextVersion
  /** In a text, too, what was treated may be named. */
  readonly mayNameTreatment: boolean
  /** Opens the question how somebody is; null when nothing is asked. */
  readonly checkInToken: string | null
}

/** The language of a message: the plan's, or the one that the patient reads. */
export const languageOf = ({ step, patient }: Pick<AftercareFacts['communication'], 'step' | 'patient'>) =>
  parseLocale(step.language === 'patient' ? patient.locale : step.language)

/** What an aftercare message says, whatever way it takes. */
const said = ({ communication, clinic, visit, areas, words }: AftercareFacts): AftercareText => {
  const { chestWarning, patient } = communication
  const locale = languageOf(communication)
  const values = {
    name: patient.name,
    clinic: clinic.name,
    clinicPhone: clinic.phone,
    emergencyPhone: clinic.emergencyPhone,
    messageHours: clinic.messageHours[locale],
    practitioner: visit?.practitionerName ?? clinic.name,
  }
  return aftercareText(words, { chestWarning, areas }, values, locale)
}

/** Where the message leads: to the question how somebody is, when the plan asks it, else to the leaflet. */
const linkOf = ({ communication, clinic, checkInToken }: AftercareFacts, publicUrl: string): string =>
  checkInToken === null
    ? `${publicUrl}/c/${clinic.slug}/aftercare/${communication.id}`
    : `${publicUrl}/c/${clinic.slug}/check-in?token=${checkInToken}`

/** A text after a visit: neither technique nor area, whoever looks at the telephone, unless they agreed to that. */
export const aftercareSms = (facts: AftercareFacts, publicUrl: string): string => {
  const { sms, treated } = said(facts)
  const text = fillIn(sms, { link: linkOf(facts, publicUrl) })
  return facts.mayNameTreatment && treated !== '' ? `${text} ${treated}` : text
}

/** The aftercare mail of one visit in its language. Subject and preview hold no health detail. */
export const aftercareLetter = (facts: AftercareFacts, publicUrl: string): Letter => {
  const { communication, clinic } = facts
  const locale = languageOf(communication)
  const text = said(facts)
  const urgent = text.sections.filter((section) => section.urgent)
  const ordinary = text.sections.filter((section) => !section.urgent)
  return {
    subject: text.subject,
    preview: text.greeting,
    lang: locale,
    clinicName: clinic.name,
    sections: [
      {
        heading: null,
        paragraphs: [text.greeting, text.intro, text.treated].filter((paragraph) => paragraph !== ''),
        tone: 'plain',
      },
      ...urgent.map(({ heading, text: words }) => ({ heading, paragraphs: [words], tone: 'danger' as const })),
      ...ordinary.map(({ heading, text: words }) => ({ heading, paragraphs: [words], tone: 'plain' as const })),
    ],
    action: {
      label: facts.checkInToken === null ? text.link : translatorFor(locale)('answer.page.link'),
      url: linkOf(facts, publicUrl),
    },
    footer: [text.closing, text.demoNote].filter((line) => line !== ''),
  }
}
