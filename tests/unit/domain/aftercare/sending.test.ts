import { describe, expect, it } from 'vitest'
import { type SendingState, shouldSend } from '#domain/aftercare/sending.ts'

const START = Date.parse('2026-11-26T14:00:00Z')

const good: SendingState = {
  kind: 'aftercare',
  nowMs: START + 3_600_000,
  visitStartMs: START,
  appointmentStatus: 'fulfilled',
  encounterStatus: 'finished',
  nothingNeedled: false,
  overtaken: null,
  aftercareStopped: false,
  erased: false,
  address: 'bjork@example.org',
}

const send = (change: Partial<SendingState>) => shouldSend({ ...good, ...change })

describe('whether a message that is due is sent', () => {
  it('after a visit it is', () => {
    expect(send({})).toEqual({ send: true, address: 'bjork@example.org' })
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

  it('a patient who stopped messages gets none', () => {
    expect(send({ aftercareStopped: true })).toEqual({ send: false, reason: 'stopped' })
  })

  it('without an address there is nothing to send to', () => {
    for (const address of [null, '', '  ']) expect(send({ address })).toEqual({ send: false, reason: 'no-address' })
  })

  it('an erased patient gets none, and that reason stands above all', () => {
    expect(send({ erased: true, address: null, aftercareStopped: true, appointmentStatus: 'cancelled' })).toEqual({
      send: false,
      reason: 'erased',
    })
  })

  it('the graver of two reasons is given', () => {
    expect(send({ appointmentStatus: 'cancelled', encounterStatus: 'entered-in-error' })).toMatchObject({
      reason: 'entered-in-error',
    })
    expect(send({ aftercareStopped: true, address: null })).toMatchObject({ reason: 'stopped' })
  })

  it('spaces around an address are not part of it', () => {
    expect(send({ address: ' bjork@example.org ' })).toEqual({ send: true, address: 'bjork@example.org' })
  })

  it('the copy of what was signed goes out whatever becomes of a visit, and to whoever stopped aftercare', () => {
    const whatever = { appointmentStatus: '', aftercareStopped: true, visitStartMs: null } as const
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
      expect(send({ ...before, kind, nothingNeedled: true, aftercareStopped: true })).toMatchObject({ send: true })
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
