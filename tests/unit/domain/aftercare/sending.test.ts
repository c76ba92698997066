import { describe, expect, it } from 'vitest'
import { type SendingState, shouldSend } from '#domain/aftercare/sending.ts'

const good: SendingState = {
  appointmentStatus: 'fulfilled',
  encounterStatus: 'finished',
  nothingNeedled: false,
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
})
