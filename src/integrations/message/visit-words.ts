import { localDateOf } from '#domain/time/zone.ts'
import { type Locale, parseLocale } from '#words/locale.ts'
import { formatDateTime, formatDay, formatTime } from '#words/time.ts'
import { type Translator, translatorFor } from '#words/translator.ts'
import { zoneName } from '#words/zone-name.ts'
import type { Letter, Section } from '../mail/layout.ts'
import type { MessageFacts, VisitFacts } from './compose.ts'

/** A message about visits, in its reader's words. */
export interface VisitWords {
  readonly t: Translator
  readonly locale: Locale
  /** "Thu 26 Nov 10:15", where the visit is. */
  readonly when: (visit: Pick<VisitFacts, 'startMs' | 'timeZone'>) => string
  /** When, with whom and where, a line each. */
  readonly linesOf: (visit: VisitFacts) => string[]
  /** Where the patient sees the visit. */
  readonly visitUrl: (visit: Pick<VisitFacts, 'id'>) => string
  readonly homeUrl: string
  readonly bookUrl: string
  readonly consentUrl: (visit: Pick<VisitFacts, 'id'>) => string
}

/** Times are those of the clinic, in the words of the patient, with the year where it is another one (C16). */
export const visitWords = (facts: MessageFacts, publicUrl: string): VisitWords => {
  const { communication, clinic, post } = facts
  const locale = parseLocale(communication.patient.locale)
  const t = translatorFor(locale)
  const home = `${publicUrl}/c/${clinic.slug}`
  const nowMs = post.writtenMs
  return {
    ...{ t, locale, homeUrl: home, bookUrl: `${home}/book` },
    when: ({ startMs, timeZone: zone }) => formatDateTime(startMs, { locale, zone }, { nowMs }),
    linesOf: (visit) => {
      const { startMs, endMs, timeZone: zone, practitionerName: practitioner, location } = visit
      const [from, to] = [formatTime(startMs, { locale, zone }), formatTime(endMs, { locale, zone })]
      const day = formatDay(startMs, { locale, zone }, { nowMs })
      const end = localDateOf(startMs, zone) === localDateOf(endMs, zone) ? to : formatDateTime(endMs, { locale, zone })
      return [
        t('notice.when', { day, from, to: end }),
        t('notice.with', { practitioner }),
        t('notice.place', { name: location.name, address: location.address }),
      ]
    },
    visitUrl: ({ id }) => `${home}/visits/${id}`,
    consentUrl: ({ id }) => `${home}/consent/${id}`,
  }
}

export const plain = (paragraphs: readonly string[], heading: string | null = null): Section => ({
  heading,
  paragraphs,
  tone: 'plain',
})

/** What every letter about a visit has in common: whom it greets, whose times it tells and who sent it. */
export const visitLetter = (
  { communication, clinic, post }: MessageFacts,
  { t, locale }: VisitWords,
  {
    subject,
    preview,
    intro,
    sections,
    action,
  }: Pick<Letter, 'subject' | 'preview' | 'sections' | 'action'> & { readonly intro: string },
): Letter => ({
  ...{ subject, preview, lang: locale, clinicName: clinic.name, action },
  sections: [plain([t('notice.greeting', { name: communication.patient.name }), intro]), ...sections],
  footer: [
    t('notice.zone', { zone: zoneName(clinic.timeZone, locale, post.writtenMs) }),
    t('notice.sender', { clinic: clinic.name, phone: clinic.phone }),
  ],
})
