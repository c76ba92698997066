import { describe, expect, it } from 'vitest'
import { offersByDay, spotAfter, type TimeOffer } from '../../../src/ui/clinic/times/time-offer.ts'

const offer = (iso: string): TimeOffer => ({ startMs: Date.parse(iso), practitionerId: 'ana', practitionerName: 'Ana' })
const context = { locale: 'en', zone: 'America/New_York' } as const

describe('free times on the screen', () => {
  it('stand under the day of the clinic, not of the reader', () => {
    const lateEvening = offer('2026-11-27T04:30:00Z')
    const nextMorning = offer('2026-11-27T14:00:00Z')
    expect(offersByDay([lateEvening, nextMorning], context, null)).toEqual([
      { name: 'Thursday 26 November', offers: [lateEvening] },
      { name: 'Friday 27 November', offers: [nextMorning] },
    ])
  })

  it('keep their order within a day', () => {
    const day = offersByDay([offer('2026-11-27T14:00:00Z'), offer('2026-11-27T15:00:00Z')], context, null)[0]
    expect(day?.offers.map(({ startMs }) => new Date(startMs).getUTCHours())).toEqual([14, 15])
  })

  it('say the year when it is another one', () => {
    const names = offersByDay([offer('2027-01-04T15:00:00Z')], context, Date.parse('2026-12-28T15:00:00Z'))
    expect(names[0]?.name).toBe('Monday 4 January 2027')
  })
})

describe('the arrow keys among free times', () => {
  const perDay = [3, 1, 2]
  const from = (day: number, chip: number) => (key: string) => spotAfter(key, { day, chip }, perDay)

  it('go on to the next day after the last time of one, and back', () => {
    expect(from(0, 2)('ArrowRight')).toEqual({ day: 1, chip: 0 })
    expect(from(1, 0)('ArrowLeft')).toEqual({ day: 0, chip: 2 })
  })

  it('stay on the nearest time when the next day has fewer', () => {
    expect(from(0, 2)('ArrowDown')).toEqual({ day: 1, chip: 0 })
    expect(from(2, 1)('ArrowUp')).toEqual({ day: 1, chip: 0 })
  })

  it('stop at both ends', () => {
    expect(from(0, 0)('ArrowLeft')).toEqual({ day: 0, chip: 0 })
    expect(from(2, 1)('ArrowRight')).toEqual({ day: 2, chip: 1 })
    expect(from(2, 0)('ArrowDown')).toEqual({ day: 2, chip: 0 })
    expect(from(0, 1)('ArrowUp')).toEqual({ day: 0, chip: 1 })
  })

  it('jump to the first and the last', () => {
    expect(from(1, 0)('Home')).toEqual({ day: 0, chip: 0 })
    expect(from(1, 0)('End')).toEqual({ day: 2, chip: 1 })
  })

  it('leave every other key to the browser', () => expect(from(1, 0)('Tab')).toBeNull())
})
