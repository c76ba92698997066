import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { type CalendarVisit, calendarFile } from '#integrations/calendar/visit-file.ts'

const WRITTEN_MS = Date.parse('2026-10-01T08:00:00Z')

const VISIT: CalendarVisit = {
  appointmentId: '01930000-0000-7000-8000-000000000001',
  sequence: 3,
  startMs: Date.parse('2026-11-26T09:15:00Z'),
  endMs: Date.parse('2026-11-26T10:00:00Z'),
  cancelled: false,
  summary: 'Visit at Riverside',
  place: 'Riverside, Uferstraße 12, 10999 Berlin',
  description: 'With Ana Ruiz.',
  url: 'https://clinic.example/c/riverside/visits/01930000-0000-7000-8000-000000000001',
}

const CLINIC = { name: 'Riverside', address: 'clinic@clinic.example' }
const PATIENT = { name: 'Björk Guðmundsdóttir', address: 'bjork@mail.example' }

const fileOf = (change: Partial<CalendarVisit> = {}, method: 'request' | 'cancel' = 'request'): string =>
  calendarFile({ method, visit: { ...VISIT, ...change }, organizer: CLINIC, attendee: PATIENT }, WRITTEN_MS)

const linesOf = (file: string): string[] => file.split('\r\n')
const octets = (line: string): number => new TextEncoder().encode(line).length
const read = (file: string) => new ICAL.Component(ICAL.parse(file) as unknown[])
const eventIn = (file: string) => new ICAL.Event(read(file).getFirstSubcomponent('vevent') as ICAL.Component)

describe('a calendar file', () => {
  it('H1: folds lines between characters, never inside one', () => {
    for (let before = 0; before < 8; before += 1) {
      const summary = `${'x'.repeat(60 + before)}😀😀😀👩‍⚕️`
      const file = fileOf({ summary })
      expect(file.isWellFormed()).toBe(true)
      expect(eventIn(file).summary).toBe(summary)
    }
  })

  it('H2: counts octets, not characters, so that no line is longer than 75', () => {
    const file = fileOf({ place: 'Größenwahnstraße '.repeat(20), description: 'ü'.repeat(300) })
    expect(Math.max(...linesOf(file).map(octets))).toBeLessThanOrEqual(75)
  })

  it('H4: ends its last line, and holds no control character that somebody pasted in', () => {
    const file = fileOf({
      summary: 'Visit\u0000 at\u0007 Riverside\u007f\ud83d',
      description: 'one\u0008two\u000bthree',
    })
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(file.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u)
    expect(eventIn(file).description).toBe('one two three')
  })

  it('H5: escapes what means something to a calendar, once, and leaves quotation marks alone', () => {
    const words = `O'Brien; back, neck \\ left\n"line" 2`
    const file = fileOf({ description: words })
    expect(file).toContain(`DESCRIPTION:O'Brien\\; back\\, neck \\\\ left\\n"line" 2\r\n`)
    expect(eventIn(file).description).toBe(words)
  })

  it('H5: keeps a name with every kind of mark in one line', () => {
    const file = calendarFile(
      {
        method: 'request',
        visit: VISIT,
        organizer: CLINIC,
        attendee: { ...PATIENT, name: 'Jo "x":\r\nATTENDEE:y; z' },
      },
      WRITTEN_MS,
    )
    const [attendee] = read(file).getFirstSubcomponent('vevent')?.getAllProperties('attendee') ?? []
    expect(read(file).getFirstSubcomponent('vevent')?.getAllProperties('attendee')).toHaveLength(1)
    expect(attendee?.getFirstValue()?.toString().toLowerCase()).toBe('mailto:bjork@mail.example')
  })

  it('H7: takes a cancelled visit out of the calendar that it was put into', () => {
    const [asked, cancelled] = [fileOf(), fileOf({ cancelled: true, sequence: 4 }, 'cancel')]
    expect(cancelled).toContain('METHOD:CANCEL\r\n')
    expect(cancelled).toContain('STATUS:CANCELLED\r\n')
    expect(eventIn(cancelled).uid).toBe(eventIn(asked).uid)
    expect(eventIn(cancelled).sequence).toBeGreaterThan(eventIn(asked).sequence)
  })

  it('H8: says what it wants of the calendar in the calendar, and which change it is in the visit', () => {
    const calendar = read(fileOf())
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST')
    const event = calendar.getFirstSubcomponent('vevent')
    expect(event?.getFirstProperty('method')).toBeNull()
    expect(event?.getFirstPropertyValue('sequence')).toBe(3)
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1)
  })

  it('H10: tells a second change from the first', () => {
    const sequences = [1, 2, 3].map((sequence) => eventIn(fileOf({ sequence })).sequence)
    expect(sequences).toEqual([1, 2, 3])
    expect(new Set([1, 2, 3].map((sequence) => eventIn(fileOf({ sequence })).uid)).size).toBe(1)
  })

  it('H11, H13: writes each time as an instant, so that it needs no zone, through both nights of the clock change', () => {
    // Berlin: two o'clock is left out in March and comes twice in October
    for (const start of ['2026-03-29T01:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']) {
      const startMs = Date.parse(start)
      const file = fileOf({ startMs, endMs: startMs + 45 * 60_000 })
      expect(file).not.toContain('TZID')
      expect(linesOf(file).filter((line) => /^DT(STAMP|START|END):\d{8}T\d{6}Z$/.test(line))).toHaveLength(3)
      expect(eventIn(file).startDate.toJSDate().getTime()).toBe(startMs)
      expect(eventIn(file).endDate.toJSDate().getTime()).toBe(startMs + 45 * 60_000)
    }
  })

  it('H14: shows a visit that is cancelled as cancelled, among others too', () => {
    const other = { ...VISIT, appointmentId: '01930000-0000-7000-8000-000000000002', cancelled: true }
    const file = calendarFile({ method: 'publish', visits: [VISIT, other], organizer: CLINIC }, WRITTEN_MS)
    const states = read(file)
      .getAllSubcomponents('vevent')
      .map((event) => event.getFirstPropertyValue('status'))
    expect(states).toEqual(['CONFIRMED', 'CANCELLED'])
  })

  it('H16: holds no mark of bytes, line end alone, blank line or time that is none, whatever its words hold', () => {
    const words = '\uFEFFone\rtwo\n\nthree\u2028four\r\n'
    const file = fileOf({ summary: words, place: words, description: words })
    expect(file.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true)
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(file).not.toMatch(/\r\n\r\n/)
    expect(eventIn(file).description).toBe('\uFEFFone\ntwo\n\nthree\u2028four\n')
    for (const startMs of [Number.NaN, Number.POSITIVE_INFINITY]) expect(() => fileOf({ startMs })).toThrow()
  })

  it('H17: holds each of more visits than anybody has', () => {
    const visits = Array.from({ length: 300 }, (_, nth) => ({
      ...{ ...VISIT, appointmentId: `01930000-0000-7000-8000-${String(nth).padStart(12, '0')}` },
    }))
    const file = calendarFile({ method: 'publish', visits, organizer: CLINIC }, WRITTEN_MS)
    const uids = read(file)
      .getAllSubcomponents('vevent')
      .map((event) => event.getFirstPropertyValue('uid'))
    expect(new Set(uids).size).toBe(300)
  })

  it('asks for no answer, since nobody reads one', () => {
    expect(read(fileOf()).toString()).toContain('RSVP=FALSE')
  })
})
