import type { AftercareText } from '#words/aftercare.ts'
import type { Locale } from '#words/locale.ts'
import { formatDay } from '#words/time.ts'
import { translatorFor } from '#words/translator.ts'
import type { Letter, LetterBlock } from './letter.ts'

export interface LeafletFacts {
  readonly locale: Locale
  readonly clinic: { readonly name: string; readonly phone: string; readonly address: string }
  readonly practitionerName: string
  readonly visitStartsAt: string
  readonly timeZone: string
  readonly texts: readonly AftercareText[]
  readonly writtenMs: number
}

const said = (kind: LetterBlock['kind'], text: string): LetterBlock[] => (text === '' ? [] : [{ kind, text }])

/** What to do in an emergency stands on top, once, and how to reach the clinic at the end, once; between them everything. */
const blocksOf = (texts: readonly AftercareText[]): LetterBlock[] => {
  const [first] = texts
  const of = (pick: (section: AftercareText['sections'][number]) => boolean): LetterBlock[] => {
    const seen = new Set<string>()
    return texts.flatMap(({ sections }) =>
      sections
        .filter((section) => pick(section) && !seen.has(section.text))
        .flatMap(({ heading, text, urgent }): LetterBlock[] => {
          seen.add(text)
          return [
            { kind: urgent ? 'alert-heading' : 'heading', text: heading },
            { kind: urgent ? 'alert' : 'text', text },
          ]
        }),
    )
  }
  return [
    ...of(({ urgent }) => urgent),
    ...said('text', first?.greeting ?? ''),
    ...texts.flatMap(({ intro }) => said('text', intro)),
    ...said('text', first?.treated ?? ''),
    ...of(({ urgent, key }) => !urgent && key !== 'reach'),
    ...of(({ key }) => key === 'reach'),
    ...said('text', first?.closing ?? ''),
    ...said('small', texts.map(({ demoNote }) => demoNote).find((note) => note !== '') ?? ''),
  ]
}

/** The leaflet that a patient takes home, in the patient's language. */
export const aftercareLeaflet = (facts: LeafletFacts): Letter => {
  const { locale, clinic, practitionerName: practitioner, visitStartsAt, timeZone: zone, writtenMs } = facts
  const t = translatorFor(locale)
  const day = formatDay(Date.parse(visitStartsAt), { locale, zone }, { nowMs: writtenMs })
  const title = t('portal.aftercare.title')
  return {
    ...{ title, language: locale, writtenMs },
    footer: (page, pages) => t('referral.letter.footer', { clinic: clinic.name, page, pages }),
    blocks: [
      { kind: 'small', text: [clinic.name, clinic.address, clinic.phone].filter((part) => part !== '').join(' · ') },
      { kind: 'title', text: title },
      { kind: 'small', text: t('portal.aftercare.visit', { day, practitioner }) },
      ...blocksOf(facts.texts),
    ],
  }
}
