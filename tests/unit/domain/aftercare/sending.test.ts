import { describe, expect, it } from 'vitest'
import { type Pace, paceOf, type SendingState, shouldSend } from '#domain/aftercare/sending.ts'
import type { Unreached } from '#domain/contact/reach.ts'

const START = Date.parse('2026-11-26T14:00:00Z')

const good: SendingState = {
  kind: 'aftercare',
  nowMs: START + 3_600_000,
  visitStartMs: START,
  appointmentStatus: 'fulfilled',
  encounterStatus: 'finished',
  nothingNeedled: false,
  overtaken: null,
  laterVisit: false,
  erased: false,
  way: { reached: true, channel: 'email', address: 'bjork@example.org' },
}
const nowhere = (reason: Unreached) => ({ way: { reached: false, reason } }) as const

const send = (change: Partial<SendingState>) => shouldSend({ ...good, ...change })

describe('whether a message that is due is sent', () => {
  it('after a visit it is', () => {
    expect(send({})).toEqual({ send: true, channel: 'email', address: 'bjork@example.org' })
  })

  it('Z15: during the visit too, completion is not waited for', () => {
    expect(send({ appointmentStatus: 'checked-in', encounterStatus: 'in-progress' })).toMatchObject({ send: true })
    expect(send({ appointmentStatus: 'booked', encounterStatus: null })).toMatchObject({ send: true })
  })

  it('I1: a visit cancelled since the message was planned gets none', () => {
    expect(send({ appointmentStatus: 'cancelled', encounterStatus: null })).toEqual({
      send: false,
      reason: 'cancelled',
    })
  })

  it('a patient who did not come gets none', () => {
    expect(send({ appointmentStatus: 'noshow' })).toEqual({ send: false, reason: 'noshow' })
  })

  it('Z6: a visit entered in error gets none, whichever of the two records says so', () => {
    expect(send({ appointmentStatus: 'entered-in-error' })).toEqual({ send: false, reason: 'entered-in-error' })
    expect(send({ encounterStatus: 'entered-in-error' })).toEqual({ send: false, reason: 'entered-in-error' })
  })

  it('a visit in which nothing was needled gets none', () => {
    expect(send({ nothingNeedled: true })).toEqual({ send: false, reason: 'nothing-needled' })
  })

  it('I13: who stopped messages, is somebody else or cannot be written to gets none, with that reason', () => {
    for (const reason of ['stopped', 'not-agreed', 'wrong-person', 'landline', 'no-address'] as const)
      expect(send(nowhere(reason))).toEqual({ send: false, reason })
  })

  it('an erased patient gets none, and that reason stands above all', () => {
    expect(send({ erased: true, ...nowhere('stopped'), appointmentStatus: 'cancelled' })).toEqual({
      send: false,
      reason: 'erased',
    })
  })

  it('the graver of two reasons is given', () => {
    expect(send({ appointmentStatus: 'cancelled', encounterStatus: 'entered-in-error' })).toMatchObject({
      reason: 'entered-in-error',
    })
    expect(send({ ...nowhere('stopped'), appointmentStatus: 'cancelled' })).toMatchObject({ reason: 'cancelled' })
  })

  it('the copy of what was signed goes out whatever becomes of a visit', () => {
    const whatever = { appointmentStatus: '', visitStartMs: null } as const
    expect(send({ kind: 'consent-copy', ...whatever })).toMatchObject({ send: true })
    expect(send({ kind: 'consent-copy', ...whatever, erased: true })).toMatchObject({ reason: 'erased' })
  })
})

describe('whether a message around a visit is still true when it is sent', () => {
  const before = { nowMs: START - 3_600_000, encounterStatus: null, appointmentStatus: 'booked' } as const
  const AHEAD = ['appointment-confirmed', 'appointment-changed', 'appointment-reminder', 'forms'] as const

  it('I1: what is about a coming visit is not sent once it is cancelled, in error, or has begun', () => {
    for (const kind of AHEAD) {
      expect(send({ ...before, kind })).toMatchObject({ send: true })
      expect(send({ ...before, kind, nothingNeedled: true })).toMatchObject({ send: true })
      expect(send({ ...before, kind, appointmentStatus: 'cancelled' })).toMatchObject({ reason: 'cancelled' })
      expect(send({ ...before, kind, appointmentStatus: 'entered-in-error' })).toMatchObject({
        reason: 'entered-in-error',
      })
      expect(send({ ...before, kind, nowMs: START })).toMatchObject({ reason: 'too-late' })
    }
  })

  it('a cancellation is sent of what is cancelled, a missed visit of what was missed, and of nothing else', () => {
    expect(send({ ...before, kind: 'appointment-cancelled', appointmentStatus: 'cancelled' })).toMatchObject({
      send: true,
    })
    expect(send({ ...before, kind: 'appointment-cancelled' })).toMatchObject({ reason: 'not-cancelled' })
    expect(send({ kind: 'appointment-missed', appointmentStatus: 'noshow' })).toMatchObject({ send: true })
    expect(send({ kind: 'appointment-missed', appointmentStatus: 'checked-in' })).toMatchObject({
      reason: 'not-missed',
    })
  })

  it('that the practitioner is away is told of a visit that was called off for it, and of none that stands', () => {
    expect(send({ ...before, kind: 'practitioner-away' })).toMatchObject({ reason: 'not-cancelled' })
    expect(send({ ...before, kind: 'practitioner-away', appointmentStatus: 'cancelled' })).toMatchObject({
      send: true,
    })
  })

  it('I1: what the visit has become since makes a message idle, and says why', () => {
    for (const overtaken of ['moved', 'nothing-changed', 'nothing-to-sign'] as const)
      expect(send({ ...before, kind: 'appointment-reminder', overtaken })).toMatchObject({ reason: overtaken })
  })
})

describe('whether a message that may be sent is sent now', () => {
  const berlin = (local: string): number =>
    Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Berlin').epochMilliseconds
  const pace: Pace = {
    ...{ sentToday: 0, maxPerDay: 2, quiet: { fromMinute: 21 * 60, toMinute: 8 * 60 }, zone: 'Europe/Berlin' },
    ...{ manner: 'after', nowMs: berlin('2026-11-26T14:00'), visitStartMs: null },
  } as const

  it('by day and as long as few came it is', () => {
    expect(paceOf('appointment-confirmed', pace)).toEqual({ kind: 'now' })
  })

  it('an outage that ends in the night wakes nobody: what can wait goes in the morning', () => {
    const atNight = { ...pace, nowMs: berlin('2026-11-27T02:30') }
    expect(paceOf('appointment-missed', atNight)).toEqual({ kind: 'later', dueMs: berlin('2026-11-27T08:00') })
    for (const manner of ['pass', 'before'] as const)
      expect(paceOf('practitioner-away', { ...atNight, manner, sentToday: 9 })).toEqual({ kind: 'now' })
  })

  it('when enough came today it waits for tomorrow, also over a change of the clock', () => {
    expect(paceOf('forms', { ...pace, sentToday: 2 })).toEqual({ kind: 'later', dueMs: berlin('2026-11-27T08:00') })
    const beforeChange = { ...pace, sentToday: 2, nowMs: berlin('2027-03-27T22:00') }
    expect(paceOf('forms', beforeChange)).toEqual({ kind: 'later', dueMs: berlin('2027-03-28T08:00') })
  })

  it('a reminder that would come after the visit began is not sent at all', () => {
    const early = { ...pace, sentToday: 2, visitStartMs: berlin('2026-11-27T07:30') }
    expect(paceOf('appointment-reminder', early)).toEqual({ kind: 'never' })
    expect(paceOf('appointment-missed', early)).toMatchObject({ kind: 'later' })
  })
})
