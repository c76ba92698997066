import { describe, expect, it } from 'vitest'
import { isResting, urgencyOf, type VisitOnDay, visitThatMatters } from '../../../../src/domain/encounter/day-order.ts'

const MINUTE = 60_000
const NOW = 600 * MINUTE

const visit = (name: string, startMinute: number, more: Partial<VisitOnDay> = {}) => ({
  name,
  status: 'booked' as const,
  startMs: startMinute * MINUTE,
  endMs: (startMinute + 45) * MINUTE,
  arrivedMs: null,
  needlesIn: 0,
  needlesDueOutMs: null,
  ...more,
})

const resting = (name: string, dueMinute: number) =>
  visit(name, 560, { status: 'checked-in', needlesIn: 6, needlesDueOutMs: dueMinute * MINUTE })

const first = (...visits: ReturnType<typeof visit>[]) => {
  const found = visitThatMatters(visits, NOW)
  return found === null ? null : [found.visit.name, found.urgency]
}

describe('the visit that matters now', () => {
  it('is the one whose needles are due, before everything else', () => {
    expect(first(visit('in the room', 590, { status: 'checked-in' }), resting('due', 599))).toEqual([
      'due',
      'needles-due',
    ])
  })

  it('is the one in the room while another rests', () => {
    expect(first(resting('rests', 615), visit('in the room', 590, { status: 'checked-in' }))).toEqual([
      'in the room',
      'in-room',
    ])
  })

  it('is the one who waits, by the promised time and not by who came first', () => {
    const early = visit('came early', 630, { status: 'arrived' })
    const due = visit('is due', 595, { status: 'arrived' })
    expect(first(early, due)).toEqual(['is due', 'waiting'])
  })

  it('is the next one when nobody is there yet', () => {
    expect(first(visit('later', 700), visit('next', 610))).toEqual(['next', 'next'])
  })

  it('is the one who should have come, until the time of the visit is over', () => {
    expect(first(visit('late', 590), visit('next', 610))).toEqual(['late', 'late'])
    expect(first(visit('never came', 500), visit('next', 610))).toEqual(['next', 'next'])
  })

  it('is a resting patient only when nobody else is there', () => {
    expect(first(resting('second', 630), resting('first', 612))).toEqual(['first', 'resting'])
    expect(first(resting('rests', 612), visit('tomorrow’s rush', 900))).toEqual(['tomorrow’s rush', 'next'])
  })

  it('is nobody when all are done, stayed away or cancelled', () => {
    const over = (['fulfilled', 'noshow', 'cancelled', 'entered-in-error', 'proposed'] as const).map((status) =>
      visit(status, 590, { status: status as 'booked' }),
    )
    expect(first(...over)).toBeNull()
    expect(first()).toBeNull()
  })
})

describe('a resting patient', () => {
  it('has needles in and a time at which they come out', () => {
    expect(isResting(resting('rests', 615))).toBe(true)
    expect(isResting(visit('hands-on', 590, { status: 'checked-in', needlesIn: 4 }))).toBe(false)
    expect(isResting(visit('all out', 590, { needlesDueOutMs: NOW }))).toBe(false)
  })

  it('is due at the very minute the time is over', () => {
    expect(urgencyOf(resting('rests', 600), NOW)).toBe('needles-due')
    expect(urgencyOf(resting('rests', 601), NOW)).toBe('resting')
  })
})
