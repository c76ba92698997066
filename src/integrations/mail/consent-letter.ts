import type { LocalizedText } from '#domain/body/area.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { parseLocale } from '#words/locale.ts'
import { formatDate } from '#words/time.ts'
import { translatorFor } from '#words/translator.ts'
import type { Letter } from './layout.ts'

/** What is known of a signed consent when its copy is written. */
export interface ConsentFacts {
  readonly consent: {
    readonly signedName: string
    readonly signedAt: Date
    readonly textVersion: string
    readonly locale: string
    readonly parts: readonly {
      readonly part: string
      readonly heading: LocalizedText
      readonly words: LocalizedText
    }[]
  }
  readonly patient: { readonly name: string; readonly locale: string }
  readonly clinic: { readonly name: string; readonly slug: string; readonly phone: string; readonly timeZone: string }
}

/** The copy of a consent, in the language it was signed in. Subject and preview say nothing of what was agreed to. */
export const consentLetter = ({ consent, patient, clinic }: ConsentFacts, publicUrl: string): Letter => {
  const locale = parseLocale(consent.locale)
  const t = translatorFor(locale)
  const day = formatDate(localDateOf(consent.signedAt.getTime(), clinic.timeZone), locale, 'long')
  const signed = t('consent.letter.signed', { name: consent.signedName, day, version: consent.textVersion })
  return {
    subject: t('consent.letter.subject', { clinic: clinic.name }),
    preview: t('consent.letter.preview'),
    lang: locale,
    clinicName: clinic.name,
    sections: [
      { heading: null, paragraphs: [t('consent.letter.greeting', { name: patient.name }), signed], tone: 'plain' },
      ...consent.parts.map(({ part, heading, words }) => ({
        heading: heading[locale],
        paragraphs: [words[locale]],
        tone: part === 'risk' ? ('danger' as const) : ('plain' as const),
      })),
    ],
    action: { label: t('consent.letter.action'), url: `${publicUrl}/c/${clinic.slug}/consent` },
    footer: [t('consent.letter.withdraw', { phone: clinic.phone })],
  }
}
