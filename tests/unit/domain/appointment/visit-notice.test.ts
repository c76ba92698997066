import { describe, expect, it } from 'vitest'
import { type NoticeFacts, noticesOf, overtakenBy } from '#domain/appointment/visit-notice.ts'
import { at, BERLIN } from '../../../support/instants.ts'

const NOW_MS = at('2026-11-23T10:00')
const HOUR_MS = 3_600_000
const THURSDAY = { startMs: at('2026-11-26T10:15'), practitionerId: 'ana', locationId: 'riverside' }

const facts = (
  change: Omit<Partial<NoticeFacts>, 'visit'> & { readonly visit?: Partial<NoticeFacts['visit']> } = {},
): NoticeFacts => ({
  ...{ deed: 'booked', byPatient: false, before: null, unsent: false, nowMs: NOW_MS, zone: BERLIN },
  quiet: { fromMinute: 21 * 60, toMinute: 8 * 60 },
  reminder: { hours: 24, notWithinMinutes: 60 },
  ...change,
  visit: { ...THURSDAY, walkIn: false, waiting: false, version: 1, ...change.visit },
})

const kindsOf = (all: NoticeFacts) => noticesOf(all).map(({ kind }) => kind)
const dueOf = (all: NoticeFacts, wanted: string) => noticesOf(all).find(({ kind }) => kind === wanted)?.dueMs

describe('what a patient is told of a visit', () => {
  it('confirms it at once, asks for forms two days and reminds one day before', () => {
    expect(noticesOf(facts())).toEqual([
      { kind: 'appointment-confirmed', occasion: 'booked', dueMs: NOW_MS, manner: 'after' },
      { kind: 'forms', occasion: '2026-11-26T09:15:00.000Z', dueMs: at('2026-11-24T10:15'), manner: 'before' },
      {
        kind: 'appointment-reminder',
        occasion: '2026-11-26T09:15:00.000Z',
        dueMs: at('2026-11-25T10:15'),
        manner: 'before',
      },
    ])
  })

  it('I17: does not remind of what was booked within the hour before the reminder, or after it', () => {
    const soon = (nowMs: number) => kindsOf(facts({ nowMs }))
    expect(soon(at('2026-11-25T09:14'))).toEqual(['appointment-confirmed', 'appointment-reminder'])
    expect(soon(at('2026-11-25T09:16'))).toEqual(['appointment-confirmed'])
    expect(soon(at('2026-11-26T09:00'))).toEqual(['appointment-confirmed'])
  })

  it('I17: does not remind within minutes where quiet hours bring the reminder forward to now', () => {
    const earlyVisit = { startMs: at('2026-11-26T08:30') }
    const reminder = { hours: 2, notWithinMinutes: 60 }
    expect(dueOf(facts({ visit: earlyVisit, reminder }), 'appointment-reminder')).toBe(at('2026-11-25T21:00'))
    expect(kindsOf(facts({ visit: earlyVisit, reminder, nowMs: at('2026-11-25T22:00') }))).toEqual([
      'appointment-confirmed',
    ])
  })

  it('counts the hours before a visit as they pass, over the night of a clock change too', () => {
    // the clock is put back in the night to Sunday 25 October: a day before a quarter past ten is a quarter past eleven
    const visit = { startMs: at('2026-10-25T10:15') }
    expect(dueOf(facts({ visit, nowMs: at('2026-10-20T10:00') }), 'appointment-reminder')).toBe(at('2026-10-24T11:15'))
  })

  it('tells nothing to who came without an appointment, and nothing of a visit that has begun', () => {
    expect(kindsOf(facts({ visit: { walkIn: true } }))).toEqual([])
    for (const deed of ['booked', 'granted', 'moved', 'cancelled'] as const)
      expect(kindsOf(facts({ deed, before: THURSDAY, visit: { startMs: NOW_MS } })), deed).toEqual([])
  })

  it('says that a request waits, and reminds of it only when it is granted', () => {
    expect(noticesOf(facts({ deed: 'requested', byPatient: true, visit: { waiting: true } }))).toEqual([
      { kind: 'appointment-confirmed', occasion: 'requested', dueMs: NOW_MS, manner: 'pass' },
    ])
    expect(kindsOf(facts({ deed: 'granted' }))).toEqual(['appointment-confirmed', 'forms', 'appointment-reminder'])
    expect(kindsOf(facts({ deed: 'declined' }))).toEqual(['appointment-cancelled'])
  })

  it('tells of a move only what the patient knows: another time, person or house, and not another room', () => {
    const moved = (before: Partial<typeof THURSDAY>) =>
      kindsOf(facts({ deed: 'moved', before: { ...THURSDAY, ...before }, visit: { version: 2 } }))
    expect(moved({})).toEqual([])
    for (const before of [{ startMs: at('2026-11-25T10:15') }, { practitionerId: 'ben' }, { locationId: 'hillside' }])
      expect(moved(before)[0]).toBe('appointment-changed')
  })

  it('waits a minute with a move of the desk, which may have been a slip, and not with the patient’s own', () => {
    const move = { deed: 'moved', before: { ...THURSDAY, practitionerId: 'ben' } } as const
    expect(dueOf(facts(move), 'appointment-changed')).toBe(NOW_MS + 60_000)
    expect(dueOf(facts({ ...move, byPatient: true }), 'appointment-changed')).toBe(NOW_MS)
  })

  it('sends one message where the last one has not gone out yet, which will say how the visit stands then', () => {
    const move = { deed: 'moved', before: { ...THURSDAY, startMs: at('2026-11-25T10:15') } } as const
    expect(kindsOf(facts({ ...move, unsent: true }))).toEqual(['forms', 'appointment-reminder'])
  })

  it('reminds anew of the time that a visit was moved to', () => {
    const [first, second] = [THURSDAY.startMs, THURSDAY.startMs + 24 * HOUR_MS].map(
      (startMs) =>
        noticesOf(facts({ visit: { startMs } })).find(({ kind }) => kind === 'appointment-reminder')?.occasion,
    )
    expect(first).not.toBe(second)
  })

  it('says at night what is so soon that it must be known, and else in the morning', () => {
    const cancelled = (nowMs: number) => noticesOf(facts({ deed: 'cancelled', nowMs }))[0]?.manner
    expect(cancelled(at('2026-11-25T21:30'))).toBe('after')
    expect(cancelled(at('2026-11-25T22:30'))).toBe('pass')
  })

  it('tells whatever the hour that who treats is away, since somebody has to look for another time', () => {
    for (const deed of ['practitioner-away', 'closed'] as const)
      expect(noticesOf(facts({ deed, nowMs: at('2026-11-24T23:00') })), deed).toEqual([
        { kind: 'practitioner-away', occasion: deed, dueMs: at('2026-11-24T23:00'), manner: 'pass' },
      ])
  })

  it('says kindly and late that somebody did not come, since they may still be on the stairs', () => {
    expect(noticesOf(facts({ deed: 'missed', nowMs: at('2026-11-26T10:40'), visit: { version: 3 } }))).toEqual([
      { kind: 'appointment-missed', occasion: '3', dueMs: at('2026-11-26T11:40'), manner: 'after' },
    ])
  })
})

describe('a message that the visit has overtaken', () => {
  const told = {
    kind: 'appointment-reminder',
    occasion: '2026-11-26T09:15:00.000Z',
    before: null,
    visit: THURSDAY,
    toSign: true,
  }
  const elsewhere = { ...THURSDAY, startMs: at('2026-11-27T10:15') }

  it('I1: is the reminder of a time that the visit no longer has', () => {
    expect(overtakenBy(told)).toBeNull()
    expect(overtakenBy({ ...told, visit: elsewhere })).toBe('moved')
  })

  it('is a change that was taken back before it was told', () => {
    const change = { ...told, kind: 'appointment-changed', occasion: '2', before: elsewhere }
    expect(overtakenBy(change)).toBeNull()
    expect(overtakenBy({ ...change, visit: elsewhere })).toBe('nothing-changed')
  })

  it('is a form that has been signed meanwhile', () => {
    expect(overtakenBy({ ...told, kind: 'forms' })).toBeNull()
    expect(overtakenBy({ ...told, kind: 'forms', toSign: false })).toBe('nothing-to-sign')
    expect(overtakenBy({ ...told, toSign: false })).toBeNull()
  })
})
