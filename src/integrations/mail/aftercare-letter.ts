import type { BodyArea, LocalizedText } from '#domain/body/area.ts'
import { aftercareText, areasSentence } from '#words/aftercare.ts'
import { parseLocale } from '#words/locale.ts'
import { translateFor } from '#words/translator.ts'
import type { Letter } from './layout.ts'

/** What is known of a message at the moment it is written. */
export interface AftercareFacts {
  readonly communication: {
    readonly id: string
    readonly chestWarning: boolean
    readonly step: { readonly templateKey: string }
    readonly patient: { readonly name: string; readonly locale: string }
  }
  readonly clinic: {
    readonly name: string
    readonly slug: string
    readonly phone: string
    readonly emergencyPhone: string
    readonly messageHours: LocalizedText
  }
  readonly areas: readonly Pick<BodyArea, 'side' | 'plainName' | 'clinicalName'>[]
}

/** The aftercare mail of one visit in the patient's language. Subject and preview hold no health detail. */
export const aftercareLetter = (facts: AftercareFacts, publicUrl: string): Letter => {
  const { communication, clinic, areas } = facts
  const locale = parseLocale(communication.patient.locale)
  const t = translateFor(locale)
  const text = aftercareText(
    communication.step.templateKey,
    communication,
    {
      name: communication.patient.name,
      clinic: clinic.name,
      clinicPhone: clinic.phone,
      emergencyPhone: clinic.emergencyPhone,
      messageHours: clinic.messageHours[locale],
    },
    t,
  )
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
        paragraphs: [text.greeting, text.intro, areasSentence(areas, locale, t)].filter(
          (paragraph) => paragraph !== '',
        ),
        tone: 'plain',
      },
      ...urgent.map(({ heading, text: words }) => ({ heading, paragraphs: [words], tone: 'danger' as const })),
      ...ordinary.map(({ heading, text: words }) => ({ heading, paragraphs: [words], tone: 'plain' as const })),
    ],
    action: { label: text.link, url: `${publicUrl}/c/${clinic.slug}/aftercare/${communication.id}` },
    footer: [text.closing, text.demoNote],
  }
}
