import { localDateOf } from '#domain/time/zone.ts'
import type { Locale } from '#words/locale.ts'
import { formatDate } from '#words/time.ts'
import { translatorFor } from '#words/translator.ts'
import type { Letter, LetterBlock } from './letter.ts'

export interface ReferralFacts {
  readonly locale: Locale
  readonly clinicName: string
  readonly clinicPhone: string
  readonly address: string
  readonly timeZone: string
  readonly patientName: string
  readonly birthDate: string | null
  readonly toWhom: string
  readonly reason: string
  readonly findings: string
  readonly request: string
  readonly writtenByName: string
  readonly profession: string
  readonly writtenAt: string
}

/** One block a paragraph, so that each is read on its own. */
const paragraphs = (text: string): LetterBlock[] =>
  text
    .split(/\n+/u)
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'text', text: line }))

/** A referral in the letter's own language: from whom, to whom, about whom, why, what was found, what is asked for. */
export const referralLetter = (facts: ReferralFacts): Letter => {
  const t = translatorFor(facts.locale)
  const writtenMs = Date.parse(facts.writtenAt)
  const born =
    facts.birthDate === null ? t('referral.letter.birthUnknown') : formatDate(facts.birthDate, facts.locale, 'long')
  const heading = (word: 'to' | 'about' | 'reason' | 'findings' | 'request'): LetterBlock => ({
    kind: 'heading',
    text: t(`referral.letter.${word}`),
  })
  const from = [facts.clinicName, facts.address, facts.clinicPhone].filter((part) => part !== '').join(' · ')
  const day = formatDate(localDateOf(writtenMs, facts.timeZone), facts.locale, 'long')
  return {
    title: t('referral.letter.title'),
    language: facts.locale,
    writtenMs,
    footer: (page, pages) => t('referral.letter.footer', { clinic: facts.clinicName, page, pages }),
    blocks: [
      { kind: 'small', text: from },
      { kind: 'title', text: t('referral.letter.title') },
      { kind: 'small', text: day },
      heading('to'),
      ...paragraphs(facts.toWhom),
      heading('about'),
      { kind: 'text', text: facts.patientName },
      { kind: 'text', text: t('referral.letter.born', { date: born }) },
      heading('reason'),
      ...paragraphs(facts.reason),
      ...(facts.findings === '' ? [] : [heading('findings'), ...paragraphs(facts.findings)]),
      heading('request'),
      ...paragraphs(facts.request),
      { kind: 'text', text: t('referral.letter.reply') },
      { kind: 'text', text: t('referral.letter.signed', { name: facts.writtenByName, profession: facts.profession }) },
    ],
  }
}
