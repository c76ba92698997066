import { describe, expect, it } from 'vitest'
import { closedOver, displaced } from '#domain/availability/displaced.ts'
import type { Opening } from '#domain/availability/facts.ts'
import { hours } from '../../../support/opening-hours.ts'

const ZONE = 'Europe/Berlin'
const visit = (from: string, until: string) => ({ startMs: Date.parse(from), endMs: Date.parse(until) })
const opening = (given: Partial<Opening>): Opening => ({ hours: [], extra: [], closed: [], ...given })

const weekdays = hours('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '09:00', '17:00')
const mornings = hours('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '09:00', '12:00')

/** A Monday morning, the afternoon of the same day, and a Saturday that somebody allowed. */
const MORNING = visit('2026-11-02T09:00Z', '2026-11-02T10:00Z')
const AFTERNOON = visit('2026-11-02T13:00Z', '2026-11-02T14:00Z')
const SATURDAY = visit('2026-11-07T09:00Z', '2026-11-07T10:00Z')
const ALL = [MORNING, AFTERNOON, SATURDAY]

describe('visits that new hours leave outside', () => {
  it('are those that stood within the old ones and do not within the new ones', () => {
    const change = { before: opening({ hours: [weekdays] }), after: opening({ hours: [mornings] }) }
    expect(displaced(ALL, 'practitioner', ZONE, change)).toEqual([AFTERNOON])
  })

  it('are all of the old ones when the practitioner has no hours any more', () => {
    const change = { before: opening({ hours: [weekdays] }), after: opening({}) }
    expect(displaced(ALL, 'practitioner', ZONE, change)).toEqual([MORNING, AFTERNOON])
  })

  it('are none when a room or a location has no hours any more: it can then be used always', () => {
    for (const subject of ['room', 'location'] as const) {
      const change = { before: opening({ hours: [mornings] }), after: opening({}) }
      expect(displaced(ALL, subject, ZONE, change)).toEqual([])
      expect(displaced(ALL, subject, ZONE, { before: change.after, after: change.before })).toEqual([
        AFTERNOON,
        SATURDAY,
      ])
    }
  })

  it('are those of extra hours that are taken back', () => {
    const extra = [visit('2026-11-07T08:00Z', '2026-11-07T12:00Z')]
    const change = { before: opening({ hours: [weekdays], extra }), after: opening({ hours: [weekdays] }) }
    expect(displaced(ALL, 'practitioner', ZONE, change)).toEqual([SATURDAY])
  })

  it('are none of none', () => {
    expect(displaced([], 'practitioner', ZONE, { before: opening({}), after: opening({}) })).toEqual([])
  })
})

describe('visits that a closed stretch falls on', () => {
  it('share an instant with it; one that only touches it can stay', () => {
    expect(closedOver(ALL, visit('2026-11-02T10:00Z', '2026-11-02T13:00Z'))).toEqual([])
    expect(closedOver(ALL, visit('2026-11-02T09:59Z', '2026-11-02T13:01Z'))).toEqual([MORNING, AFTERNOON])
    expect(closedOver(ALL, visit('2026-11-02T23:00Z', '2026-11-08T23:00Z'))).toEqual([SATURDAY])
  })
})
