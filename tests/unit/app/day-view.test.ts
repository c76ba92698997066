import { describe, expect, it } from 'vitest'
import {
  columnsOf,
  type DayAnswer,
  movableOf,
  type Visit,
  waiting,
} from '../../../src/app/(staff)/desk/day/day-view.ts'

const visitWith = (change: Partial<Visit>): Visit => ({
  id: 'v1',
  patient: { id: 'p1', name: 'Björk Guðmundsdóttir', preferredName: null, birthDate: '1987-11-02', needs: null },
  practitioner: { id: 'ana', name: 'Ana Ruiz' },
  place: { id: 'place', label: '1', roomName: 'Room 1' },
  service: { id: 'dn-45', name: 'Dry needling 45 min', technique: 'deep-dry-needling' },
  status: 'booked',
  startIso: '2026-11-26T08:00:00.000Z',
  endIso: '2026-11-26T08:45:00.000Z',
  wallTime: '2026-11-26T09:00',
  timeZone: 'Europe/Berlin',
  segments: [{ kind: 'hands-on', minutes: 45 }],
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  areas: [{ id: 'upper-trapezius.left', name: 'Left upper trapezius' }],
  areasUndecided: false,
  arrivedIso: null,
  version: 3,
  breaks: [],
  moveCauses: [],
  flags: { firstVisit: false, consentDue: false, conditions: [] },
  record: { status: null, needlesIn: false },
  restsUntilIso: null,
  cancellation: null,
  lateFromIso: null,
  actions: ['reschedule', 'cancel', 'arrive'],
  ...change,
})

const dayWith = (visits: Visit[]): DayAnswer => ({
  date: '2026-11-26',
  timeZone: 'Europe/Berlin',
  startIso: '2026-11-25T23:00:00.000Z',
  endIso: '2026-11-26T23:00:00.000Z',
  columns: ['ana', 'ben'].map((practitionerId) => ({
    practitionerId,
    name: practitionerId,
    initials: practitionerId.slice(0, 1),
    profession: 'physiotherapist',
    working: [],
    absences: [],
  })),
  visits,
  holds: [],
  truncated: false,
})

const NOW = Date.parse('2026-11-26T07:00:00Z')

describe('the day at the desk', () => {
  it('draws a visit with its practitioner and leaves out what was cancelled', () => {
    const [ana, ben] = columnsOf(dayWith([visitWith({}), visitWith({ id: 'v2', status: 'cancelled' })]), null, NOW)
    expect(ana?.visits.map(({ id }) => id)).toEqual(['v1'])
    expect(ben?.visits).toEqual([])
  })

  it('draws a visit where it was dropped while the answer is awaited, as long as it was', () => {
    const startMs = Date.parse('2026-11-26T10:30:00Z')
    const [ana, ben] = columnsOf(dayWith([visitWith({})]), { visitId: 'v1', columnId: 'ben', startMs }, NOW)
    expect(ana?.visits).toEqual([])
    expect(ben?.visits[0]).toMatchObject({ startMs, endMs: startMs + 45 * 60_000, pending: true })
  })

  it('lets only those be dragged that this person may move', () => {
    const [ana] = columnsOf(dayWith([visitWith({ actions: ['cancel'] })]), null, NOW)
    expect(ana?.visits[0]?.movable).toBe(false)
  })

  it('signs a visit that must move or was booked against a rule', () => {
    const [ana] = columnsOf(
      dayWith([visitWith({ moveCauses: [{ why: 'rest', about: '' }], breaks: ['rest'] })]),
      null,
      NOW,
    )
    expect(ana?.visits[0]?.marks).toEqual(['toMove', 'override'])
  })

  it('shows a time that somebody keeps until it has run out', () => {
    const hold = {
      id: 'h1',
      practitionerId: 'ana',
      startIso: '2026-11-26T09:00:00.000Z',
      endIso: '2026-11-26T09:45:00.000Z',
      untilIso: '2026-11-26T07:05:00.000Z',
      mine: false,
      byName: 'Freya Lindqvist',
    }
    const held = (nowMs: number) => columnsOf({ ...dayWith([]), holds: [hold] }, null, nowMs)
    expect(held(NOW).map(({ holds }) => holds.length)).toEqual([1, 0])
    expect(held(Date.parse(hold.untilIso)).map(({ holds }) => holds.length)).toEqual([0, 0])
  })

  it('moves a visit with the version that was seen', () => {
    expect(movableOf(visitWith({}))).toMatchObject({
      needling: true,
      moving: { expectedVersion: 3, practitionerId: 'ana' },
    })
  })
})

describe('the waiting room', () => {
  const nowMs = Date.parse('2026-11-26T08:10:30Z')
  const arrived = (id: string, arrivedIso: string) => visitWith({ id, status: 'arrived', arrivedIso })

  it('holds who has arrived, the longest first, in full minutes', () => {
    const here = waiting(
      [arrived('late', '2026-11-26T08:05:00Z'), visitWith({}), arrived('early', '2026-11-26T07:50:00Z')],
      nowMs,
    )
    expect(here.map(({ visit, minutes }) => [visit.id, minutes])).toEqual([
      ['early', 20],
      ['late', 5],
    ])
  })

  it('never waits less than nothing, whatever the clocks say', () => {
    expect(waiting([arrived('just', '2026-11-26T08:11:00Z')], nowMs)[0]?.minutes).toBe(0)
  })
})
