import { describe, expect, it } from 'vitest'
import { type AftercareText, aftercareText } from '#words/aftercare.ts'
import type { Locale } from '#words/locale.ts'
import { wordsOf } from '../../support/words.ts'

const values = {
  name: 'Björk Guðmundsdóttir',
  clinic: 'Riverside',
  clinicPhone: '030 555 0100',
  emergencyPhone: '112',
  messageHours: 'Monday to Friday we read messages from 8 to 18.',
}

const text = (locale: Locale, chestWarning: boolean): AftercareText =>
  aftercareText('after-visit', { chestWarning }, values, wordsOf(locale).t)

const LOCALES: Locale[] = ['en', 'de']
const all = LOCALES.flatMap((locale) => [text(locale, true), text(locale, false)])
const whole = ({ subject, greeting, intro, sections, closing }: AftercareText): string =>
  [subject, greeting, intro, ...sections.flatMap((s) => [s.heading, s.text]), closing].join('\n')

describe('the words of aftercare', () => {
  it('Z3: after treatment near the lung the signs and the emergency number stand first', () => {
    const [first] = text('en', true).sections
    expect(first).toMatchObject({ key: 'chest', urgent: true })
    expect(first?.text).toMatch(/^Call 112 at once/)
    for (const sign of ['short of breath', 'chest', 'cough', 'hours after', 'Do not wait for us']) {
      expect(first?.text).toContain(sign)
    }
    expect(text('de', true).sections[0]?.text).toMatch(/^Rufen Sie sofort 112 an.*Warten Sie nicht auf uns/)
  })

  it('Z2: every message says what to do in an emergency, and that nobody should wait for an answer', () => {
    for (const message of all) {
      expect(message.sections.filter(({ urgent }) => urgent).map(({ key }) => key)).toEqual([message.sections[0]?.key])
      expect(message.sections[0]?.text).toContain('112')
      expect(message.sections.at(-1)).toMatchObject({ key: 'reach' })
      expect(message.sections.at(-1)?.text).toContain(values.messageHours)
    }
  })

  it('covers soreness, moving, drinking, bruises, driving, infection and a needle found', () => {
    for (const message of all) {
      expect(message.sections.slice(1).map(({ key }) => key)).toEqual([
        'soreness',
        'activity',
        'water',
        'bruise',
        'driving',
        'infection',
        'foundNeedle',
        'reach',
      ])
    }
  })

  it('Z2: never tells anybody that they are fine', () => {
    for (const message of all) {
      expect(whole(message)).not.toMatch(
        /you are fine|nothing to worry|all good|don.t worry|alles in Ordnung|keine Sorge(n)?\b|unbedenklich|toxin|entgift/i,
      )
    }
  })

  it('names neither technique nor area in the subject, where others may read it', () => {
    for (const { subject } of all) expect(subject).not.toMatch(/needl|nadel|acupunct|akupunkt|chest|brust|riverside/i)
  })

  it('is written in short sentences', () => {
    for (const message of all) {
      const sentences = message.sections.flatMap((s) => s.text.split(/(?<=[.?!])\s+/)).filter((s) => /[a-z]/i.test(s))
      const words = sentences.map((sentence) => sentence.split(/\s+/).length)
      expect(words.reduce((a, b) => a + b, 0) / words.length).toBeLessThan(14)
      expect(Math.max(...words)).toBeLessThanOrEqual(34)
    }
  })

  it('leaves no placeholder open and greets by name', () => {
    for (const message of all) {
      expect(whole(message)).not.toMatch(/[{}]/)
      expect(message.greeting).toContain('Björk Guðmundsdóttir')
    }
  })

  it('says that it is not approved, and where it comes from', () => {
    expect(text('en', false).demoNote).toContain('not been approved')
    expect(text('de', false).demoNote).toContain('freigegeben')
    expect(wordsOf('en').t('aftercare.meta.status')).toContain('not approved')
    expect(wordsOf('en').t('aftercare.meta.source')).toContain('clinician')
  })

  it('a template that nobody wrote is an error and not an empty mail', () => {
    expect(() => aftercareText('no-such-template', { chestWarning: true }, values, wordsOf('en').t)).toThrow()
  })
})

describe('the words about a needle that stays in', () => {
  it.each(['needle-left', 'needle-removal'])(
    'Z14: %s says what to do, when it comes out and how to reach us, in every language',
    (key) => {
      for (const locale of LOCALES) {
        const message = aftercareText(key, { chestWarning: false }, values, wordsOf(locale).t)
        expect(message.sections[0]).toMatchObject({ key: 'emergency', urgent: true })
        expect(message.sections.map((section) => section.key)).toContain('removal')
        expect(message.sections.at(-1)).toMatchObject({ key: 'reach' })
        // others may see the subject
        expect(message.subject).not.toMatch(/needle|nadel/i)
      }
    },
  )
})
