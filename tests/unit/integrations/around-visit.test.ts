import { describe, expect, it } from 'vitest'
import { MESSAGE_KINDS, purposeOf } from '#domain/aftercare/kinds.ts'
import { calendarFile } from '#integrations/calendar/visit-file.ts'
import { visitInWords } from '#integrations/calendar/visit-in-words.ts'
import { composeMessage, type MessageFacts, type VisitFacts } from '#integrations/message/compose.ts'

const VISIT: VisitFacts = {
  ...{ id: '01930000-0000-7000-8000-000000000001', version: 2, status: 'booked', timeZone: 'Europe/Berlin' },
  ...{ startMs: Date.parse('2026-11-26T09:15:00Z'), endMs: Date.parse('2026-11-26T10:00:00Z') },
  practitionerName: 'Ana Ruiz',
  serviceName: { en: 'Dry needling 45 min', de: 'Dry Needling 45 Min.' },
  location: { name: 'Riverside', address: 'Uferstraße 12, 10999 Berlin', phone: '+49 30 23125100' },
}
const LATER = { ...VISIT, id: '01930000-0000-7000-8000-000000000002', startMs: VISIT.startMs + 7 * 86_400_000 }

const KINDS = MESSAGE_KINDS.filter((kind) => purposeOf(kind) === 'visits')

const facts = (change: Partial<MessageFacts['communication']>, more: Partial<MessageFacts> = {}): MessageFacts => ({
  communication: {
    ...{ id: 'm', kind: 'appointment-confirmed', occasion: 'booked', chestWarning: false, step: null },
    content: { before: { startMs: VISIT.startMs - 86_400_000, practitionerName: 'Ben Okafor' } },
    ...change,
    patient: { id: 'p', name: '</div><a href="https://evil.test">Björk</a>', locale: 'en', ...change.patient },
  },
  ...{ visit: VISIT, visits: [], toSign: false, areas: [], consent: null, words: null, checkInToken: null },
  ...{ recall: null },
  mayNameTreatment: false,
  clinic: {
    ...{ name: 'Riverside', slug: 'riverside', locale: 'en', phone: '+49 30 23125100', emergencyPhone: '112' },
    ...{ messageHours: { en: '8 to 18', de: '8 bis 18' }, timeZone: 'Europe/Berlin' },
  },
  post: {
    organizer: { name: 'Riverside', address: 'clinic@riverside.test' },
    attendee: { name: 'Björk', address: 'bjork@mail.example' },
    writtenMs: Date.parse('2026-11-20T09:00:00Z'),
  },
  ...more,
})
const compose = (...asked: Parameters<typeof facts>) => composeMessage(facts(...asked), 'https://riverside.test')
const textOf = ({ letter }: ReturnType<typeof compose>) =>
  letter.sections.flatMap(({ heading, paragraphs }) => [heading ?? '', ...paragraphs]).join('\n')

describe('messages around a visit', () => {
  it('say when, where, who sends them and what to do, in both languages, and nothing of why somebody comes', () => {
    for (const kind of KINDS)
      for (const locale of ['en', 'de'] as const) {
        const said = compose({ kind, patient: { id: 'p', name: 'Björk', locale } })
        const whole = JSON.stringify(said)
        expect(said.letter.lang, kind).toBe(locale)
        expect(textOf(said), kind).toContain(locale === 'de' ? 'Donnerstag, 26. November' : 'Thursday 26 November')
        expect(textOf(said), kind).toContain('10:15')
        expect(said.letter.footer.join(), kind).toContain('+49 30 23125100')
        expect(whole, kind).not.toMatch(/needling/i)
      }
  })

  it('fit into a short text, with the link, and hold neither why nor, but for the practitioner, who', () => {
    for (const kind of KINDS)
      for (const locale of ['en', 'de'] as const) {
        const { sms } = compose({ kind, patient: { id: 'p', name: 'Björk', locale } })
        const [link] = /https:\S+/.exec(sms) ?? []
        expect(link, kind).toBeDefined()
        expect(sms.replace(link ?? '', '').length, `${kind}: ${sms}`).toBeLessThanOrEqual(140)
        expect(sms, kind).not.toContain('Björk')
      }
  })

  it('say what of several visits one message is about', () => {
    const series = compose({}, { visits: [VISIT, LATER] })
    expect(series.letter.subject).toBe('Riverside: your 2 visits')
    expect(textOf(series)).toMatch(/26 November[\s\S]*3 December/)
    const away = compose({ kind: 'practitioner-away' }, { visits: [VISIT, LATER] })
    expect(away.letter.subject).toBe('Riverside: 2 of your visits cannot take place')
    expect(away.sms).toContain('2 of your visits')
    expect(textOf(away)).toContain('Ana Ruiz cannot be there')
    const closed = compose({ kind: 'practitioner-away', occasion: 'closed' })
    expect(textOf(closed)).not.toContain('Ana Ruiz cannot be there')
  })

  it('name the form to sign where there is one', () => {
    for (const kind of ['appointment-confirmed', 'appointment-changed', 'appointment-reminder'] as const) {
      expect(textOf(compose({ kind }, { toSign: true })), kind).toContain(`/consent/${VISIT.id}`)
      expect(textOf(compose({ kind })), kind).not.toContain('/consent/')
    }
  })

  it('say the year of a visit in another one', () => {
    const { letter } = compose({}, { visit: { ...VISIT, startMs: Date.parse('2027-01-11T09:00:00Z') } })
    expect(letter.subject).toContain('2027')
  })

  it('H19: put the same visit into the calendar as the file on its page', () => {
    const mailed = compose({}).calendar?.content ?? ''
    const { location: place } = VISIT
    const url = `https://riverside.test/c/riverside/visits/${VISIT.id}`
    const shown = visitInWords(VISIT, {
      ...{ clinicName: 'Riverside', phone: '+49 30 23125100' },
      place,
      url,
      locale: 'en',
    })
    const { organizer, writtenMs } = facts({}).post
    const file = calendarFile({ method: 'publish', visits: [shown], organizer }, writtenMs)
    const said = (text: string) =>
      text.split('\r\n').filter((line) => /^(UID|SEQUENCE|DTSTART|DTEND|SUMMARY|LOCATION)/.test(line))
    expect(said(mailed)).toHaveLength(6)
    expect(said(file)).toEqual(said(mailed))
  })

  it('C7: name the offset of a time that comes twice', () => {
    const twice = { ...VISIT, startMs: Date.parse('2026-10-25T01:30:00Z'), endMs: Date.parse('2026-10-25T02:15:00Z') }
    expect(textOf(compose({}, { visit: twice }))).toContain('02:30 GMT+1')
  })
})

describe('an alert to who works here', () => {
  it('says that somebody has to be called, and nothing of whom, of which visit or why', () => {
    const said = compose({ kind: 'staff-alert', occasion: 'x on-duty', content: {} })
    expect(said.letter.subject).toBe('Riverside: somebody has to be called now')
    expect(said.letter.action?.url).toBe('https://riverside.test/desk')
    expect(JSON.stringify(said)).not.toMatch(/Björk|Ana Ruiz|needl|chest|breath/i)
    expect(said.sms.length).toBeLessThan(160)
  })

  it('says when it rings again who had taken it, in the mail alone', () => {
    const said = compose({ kind: 'staff-alert', occasion: 'x again 1', content: { takenByName: 'Ana Ruiz' } })
    expect(said.letter.sections[0]?.paragraphs.join(' ')).toContain('Ana Ruiz took it and has not closed it')
    expect(said.sms).toBe('Riverside: an answer is still open and needs you now: https://riverside.test/desk')
    expect(`${said.letter.subject}${JSON.stringify(said)}`).not.toMatch(/Björk|needl|chest|breath/i)
  })
})
