import { describe, expect, it } from 'vitest'
import {
  ACTIONS,
  type AppointmentStatus,
  allows,
  STATUSES,
  statusAfter,
  TRANSITIONS,
  whyNot,
} from '#domain/appointment/transitions.ts'
import { at, MINUTE_MS } from '../../../support/instants.ts'

const START = at('2026-11-26T10:00')
const underWay = (status: AppointmentStatus) => ({ status, startMs: START, nowMs: START + 5 * MINUTE_MS })
const possibleActions = (situation: Parameters<typeof whyNot>[1]) =>
  ACTIONS.filter((action) => whyNot(action, situation) === null)
const beforehand = (status: AppointmentStatus) => ({ status, startMs: START, nowMs: START - 5 * MINUTE_MS })

describe('what can happen to an appointment', () => {
  it.each([
    ['proposed', ['confirm', 'decline', 'reschedule', 'cancel', 'enter-in-error']],
    ['booked', ['reschedule', 'cancel', 'arrive', 'check-in', 'no-show', 'enter-in-error']],
    ['arrived', ['cancel', 'undo-arrival', 'check-in', 'enter-in-error']],
    ['checked-in', ['undo-check-in', 'complete', 'enter-in-error']],
    ['fulfilled', ['enter-in-error']],
    ['cancelled', ['enter-in-error']],
    ['noshow', ['undo-no-show', 'enter-in-error']],
    ['entered-in-error', []],
  ] as const)('while it is %s', (status, actions) => {
    expect(possibleActions(underWay(status))).toEqual(actions)
  })

  it('walks the day: booked, arrived, in the room, done', () => {
    let status: AppointmentStatus = 'booked'
    for (const action of ['arrive', 'check-in', 'complete'] as const) {
      expect(allows(action, status)).toBe(true)
      status = statusAfter(action, status)
    }
    expect(status).toBe('fulfilled')
  })

  it('takes a mistaken press back', () => {
    expect(statusAfter('undo-arrival', 'arrived')).toBe('booked')
    expect(statusAfter('undo-check-in', 'checked-in')).toBe('arrived')
    expect(statusAfter('undo-no-show', 'noshow')).toBe('booked')
  })

  it('keeps its status when it only moves', () => {
    expect(statusAfter('reschedule', 'booked')).toBe('booked')
    expect(statusAfter('reschedule', 'proposed')).toBe('proposed')
  })

  it('never leaves the end but as an error, and nothing leaves an error', () => {
    expect(ACTIONS.filter((action) => allows(action, 'fulfilled'))).toEqual(['enter-in-error'])
    expect(ACTIONS.filter((action) => allows(action, 'entered-in-error'))).toEqual([])
  })

  it('E2: cannot be revived after it was cancelled', () => {
    for (const action of ['reschedule', 'confirm', 'arrive', 'check-in'] as const) {
      expect(whyNot(action, underWay('cancelled'))).toEqual({ reason: 'wrong-status', action, status: 'cancelled' })
    }
  })

  it('cannot be missed before it has begun', () => {
    expect(whyNot('no-show', beforehand('booked'))).toEqual({
      reason: 'not-yet',
      action: 'no-show',
      notBeforeMs: START,
    })
    expect(whyNot('no-show', { ...beforehand('booked'), nowMs: START })).toBeNull()
    expect(possibleActions(beforehand('booked'))).not.toContain('no-show')
  })

  it('says the status rather than the hour when both are wrong', () => {
    expect(whyNot('no-show', beforehand('arrived'))).toMatchObject({ reason: 'wrong-status' })
  })

  it('allows early arrival, early treatment and late cancellation: people do not keep to the minute', () => {
    for (const action of ['arrive', 'check-in'] as const) expect(whyNot(action, beforehand('booked'))).toBeNull()
    expect(whyNot('cancel', underWay('booked'))).toBeNull()
  })

  it('gives every table row a way in and, but for moving, a status that is known', () => {
    for (const action of ACTIONS) {
      expect(TRANSITIONS[action].from.length).toBeGreaterThan(0)
      expect([...STATUSES, null]).toContain(TRANSITIONS[action].to)
      expect(TRANSITIONS[action].from).not.toContain(TRANSITIONS[action].to)
    }
  })

  it('can reach every status from a booking but the proposal before it', () => {
    const reached = new Set<AppointmentStatus>(['booked'])
    for (const _ of STATUSES) {
      for (const status of [...reached]) {
        for (const action of possibleActions(underWay(status))) reached.add(statusAfter(action, status))
      }
    }
    expect(STATUSES.filter((status) => !reached.has(status))).toEqual(['proposed'])
  })
})
