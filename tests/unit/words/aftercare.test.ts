import { describe, expect, it } from 'vitest'
import { faultsOfText, SAID_BY_THE_TABLE } from '#domain/aftercare/text.ts'
import { type AftercareText, aftercareText } from '#words/aftercare.ts'
import { LIBRARY_CODES, LIBRARY_TOPICS, type LibraryCode, libraryPart, libraryText } from '#words/aftercare-library.ts'
import type { Locale } from '#words/locale.ts'
import { fleschKincaidGrade, wienerSachtextformel } from '../../support/readability.ts'

const values = {
  name: 'Björk Guðmundsdóttir',
  clinic: 'Riverside',
  clinicPhone: '030 555 0100',
  emergencyPhone: '112',
  messageHours: 'Monday to Friday we read messages from 8 to 18.',
  practitioner: 'Ana Ruiz',
}

const text = (locale: Locale, chestWarning: boolean, code: LibraryCode = 'after-visit'): AftercareText =>
  aftercareText({ ...libraryText(code), approvedBy: null }, { chestWarning, areas: [] }, values, locale)

const LOCALES: Locale[] = ['en', 'de']
const both = (code: LibraryCode) => LOCALES.flatMap((locale) => [text(locale, true, code), text(locale, false, code)])
const all = LIBRARY_CODES.flatMap(both)
const whole = ({ subject, greeting, intro, sections, sms, closing }: AftercareText): string =>
  [subject, greeting, intro, ...sections.flatMap((s) => [s.heading, s.text]), sms, closing].join('\n')

describe('the default texts of aftercare', () => {
  it('Z3: after treatment near the lung the signs and the emergency number stand first', () => {
    const [first] = text('en', true).sections
    expect(first).toMatchObject({ key: 'chest', urgent: true })
    expect(first?.text).toMatch(/^Call 112 at once/)
    for (const sign of ['short of breath', 'chest', 'cough', 'hours after', 'Do not wait for us']) {
      expect(first?.text).toContain(sign)
    }
    expect(text('de', true).sections[0]?.text).toMatch(/^Rufen Sie sofort 112 an.*Warten Sie nicht auf uns/)
  })

  it('Z2: every message says what to do in an emergency, when answers are read, and what to do otherwise', () => {
    for (const message of all) {
      expect(message.sections.filter(({ urgent }) => urgent).map(({ key }) => key)).toEqual([message.sections[0]?.key])
      expect(message.sections[0]?.text).toContain('112')
      expect(message.sections.at(-1)).toMatchObject({ key: 'reach' })
      expect(message.sections.at(-1)?.text).toContain(values.messageHours)
      expect(message.sections.at(-1)?.text).toContain(values.clinicPhone)
      expect(message.sms).toContain('112')
    }
  })

  it('covers soreness, moving, drinking, bruises, driving, infection and a needle found', () => {
    for (const message of both('after-visit')) {
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

  it('the check some hours later asks after the breathing', () => {
    for (const message of both('chest-check')) expect(message.sections[1]).toMatchObject({ key: 'breathing' })
  })

  it('Z4: what to do with a needle that was found is said by the table of answers alone, and refused in a text', () => {
    for (const topic of SAID_BY_THE_TABLE) {
      expect(LIBRARY_TOPICS).not.toContain(topic)
      const part = { ...libraryPart('infection'), topic }
      const { sections, ...text } = libraryText('next-day')
      expect(faultsOfText({ ...text, sections: [part, ...sections] })).toEqual(['said-by-the-table'])
    }
  })

  it('Z14: a needle that stays in has its day, and what to do when it falls out', () => {
    for (const code of ['needle-left', 'needle-removal'] as const)
      for (const message of both(code)) expect(message.sections.map(({ key }) => key)).toContain('removal')
  })

  it('Z2: never tells anybody that they are fine, and never speaks of toxins', () => {
    for (const message of all) {
      expect(whole(message)).not.toMatch(
        /you are fine|nothing to worry|all good|don.t worry|alles in Ordnung|keine Sorge(n)?\b|unbedenklich|toxin|entgift/i,
      )
    }
  })

  it('passes what every text has to pass before it is saved', () => {
    for (const code of LIBRARY_CODES) expect(faultsOfText(libraryText(code)), code).toEqual([])
  })

  it('every part that says something about the body names where it comes from, or that nothing was found', () => {
    for (const topic of LIBRARY_TOPICS) expect(libraryPart(topic).source === '', topic).toBe(topic === 'reach')
    expect(libraryPart('breathing').source).toContain('novaphysicaltherapy.com')
    expect(libraryPart('infection').source).toContain('clinician must write')
  })

  it('Z2: a text message, too, says when answers are read, and whom to call', () => {
    for (const { sms } of all) {
      expect(sms).toContain(values.messageHours)
      expect(sms).toContain(values.emergencyPhone)
    }
  })

  it('names neither technique nor area in a subject or a text message, where others may read it', () => {
    for (const { subject, sms } of all)
      expect(`${subject} ${sms}`).not.toMatch(/needl|nadel|acupunct|akupunkt|chest|brust|breath|atm/i)
  })

  it('a text message fits into two parts with its link', () => {
    // two parts hold 306 characters, and a link some hundred
    for (const { sms } of all) expect(sms.length).toBeLessThanOrEqual(200)
  })

  it('can be read at about twelve: English by Flesch and Kincaid, German by the first Wiener Sachtextformel', () => {
    for (const code of LIBRARY_CODES) {
      const said = (locale: Locale) =>
        [text(locale, true, code), text(locale, false, code)]
          .flatMap(({ intro, sections }) => [intro, ...sections.map((section) => section.text)])
          .join('\n')
      expect(fleschKincaidGrade(said('en')), `${code} en`).toBeLessThanOrEqual(7)
      expect(wienerSachtextformel(said('de')), `${code} de`).toBeLessThanOrEqual(7)
    }
  })

  it('leaves nothing open but the link, and greets by name', () => {
    for (const message of all) {
      expect(whole({ ...message, sms: message.sms.replace('{link}', '') })).not.toMatch(/[{}]/)
      expect(message.greeting).toContain('Björk Guðmundsdóttir')
    }
  })

  it('says that it is not approved, until somebody has', () => {
    expect(text('en', false).demoNote).toContain('not been approved')
    expect(text('de', false).demoNote).toContain('freigegeben')
    const approved = { ...libraryText('after-visit'), approvedBy: 'Ana Ruiz' }
    expect(aftercareText(approved, { chestWarning: false, areas: [] }, values, 'en').demoNote).toBe('')
  })
})

describe('how reading is measured', () => {
  it('tells a child’s sentence from a lawyer’s', () => {
    expect(fleschKincaidGrade('The cat sat on the mat. It was warm.')).toBeLessThan(2)
    expect(
      fleschKincaidGrade(
        'Notwithstanding contraindications, physiotherapeutic interventions necessitate documentation.',
      ),
    ).toBeGreaterThan(14)
    expect(wienerSachtextformel('Die Katze sitzt da. Es ist warm.')).toBeLessThan(3)
    expect(
      wienerSachtextformel(
        'Ungeachtet etwaiger Kontraindikationen erfordern physiotherapeutische Maßnahmen Dokumentation.',
      ),
    ).toBeGreaterThan(14)
  })
})
