import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { calendarFile } from '#integrations/calendar/visit-file.ts'

const seed = { seed: 20261126 }
/** From 1970 on, to the second as calendars count. */
const instant = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000)
/** Whatever can be typed or pasted: every character, halves of characters, marks that mean something to a calendar. */
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom(';', ',', '\\', '\n', '\r', '"', ':', '^', 'ü', '😀', '\u0000', '\ud83d', ' ', 'n'),
    maxLength: 200,
  }),
)
const party = fc.record({ name: words, address: fc.emailAddress() })

const visit = fc.record({
  appointmentId: fc.uuid(),
  sequence: fc.nat(10_000),
  startMs: instant,
  cancelled: fc.boolean(),
  summary: words,
  place: words,
  description: words,
  url: fc.webUrl(),
  minutes: fc.integer({ min: 1, max: 600 }),
})

/** As a calendar shows what was typed: without what it may not hold, and with one kind of line break. */
const readable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\P{Cc}\n\r]/gu, ' ')
    .replace(/\r\n|\r/g, '\n')

describe('calendar files', () => {
  it('say to a reader what they were told, and break no rule of lines, whatever was typed', () => {
    fc.assert(
      fc.property(visit, party, party, instant, ({ minutes, ...told }, organizer, attendee, writtenMs) => {
        const endMs = told.startMs + minutes * 60_000
        const file = calendarFile({ method: 'request', visit: { ...told, endMs }, organizer, attendee }, writtenMs)
        expect(file.endsWith('\r\n')).toBe(true)
        expect(file.isWellFormed()).toBe(true)
        for (const line of file.slice(0, -2).split('\r\n')) {
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
          expect(line).not.toMatch(/\p{Cc}/u)
        }
        const [event] = new ICAL.Component(ICAL.parse(file) as unknown[]).getAllSubcomponents('vevent')
        const read = new ICAL.Event(event as ICAL.Component)
        expect(read.startDate.toJSDate().getTime()).toBe(told.startMs)
        expect(read.endDate.toJSDate().getTime()).toBe(endMs)
        expect(read.sequence).toBe(told.sequence)
        expect(read.summary ?? '').toBe(readable(told.summary))
        expect(read.description ?? '').toBe(readable(told.description))
        expect(read.location ?? '').toBe(readable(told.place))
      }),
      { ...seed, numRuns: 300 },
    )
  })
})
