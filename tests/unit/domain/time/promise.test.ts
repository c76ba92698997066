import { describe, expect, it } from 'vitest'
import { instantOf } from '#domain/time/promise.ts'
import { at, BERLIN, MINUTE_MS } from '../../../support/instants.ts'

const HOUR_MS = 60 * MINUTE_MS
const promised = (wallTime: string, zone = BERLIN) => ({ wallTime, zone })

describe('what was promised', () => {
  it('is kept where it was stored, as long as the wall shows it then', () => {
    expect(instantOf(promised('2027-07-01T10:00'), at('2027-07-01T10:00'))).toEqual({ kind: 'as-stored' })
    expect(instantOf(promised('2027-07-01T10:00'), at('2027-07-01T10:00') + 30_000)).toEqual({ kind: 'as-stored' })
  })

  it('C17: is an hour away once the country has changed the rules of its clocks', () => {
    // booked when summer time was still to be kept: ten o'clock would have been eight in Greenwich
    const stored = Date.parse('2027-07-01T08:00Z')
    // Mexico gave up summer time in 2022
    const mexico = promised('2027-07-01T02:00', 'America/Mexico_City')
    expect(instantOf(mexico, Date.parse('2027-07-01T07:00Z'))).toEqual({ kind: 'elsewhere', ms: stored })
    // Jordan stayed on it
    const amman = promised('2027-01-15T10:00', 'Asia/Amman')
    expect(instantOf(amman, Date.parse('2027-01-15T08:00Z'))).toEqual({
      kind: 'elsewhere',
      ms: Date.parse('2027-01-15T07:00Z'),
    })
  })

  it('C7: in an hour that comes twice stays the one that it was, and else is the first', () => {
    const twice = promised('2026-10-25T02:30')
    const first = Date.parse('2026-10-25T00:30Z')
    for (const stored of [first, first + HOUR_MS]) expect(instantOf(twice, stored)).toEqual({ kind: 'as-stored' })
    expect(instantOf(twice, first + 2 * HOUR_MS)).toEqual({ kind: 'elsewhere', ms: first })
  })

  it('C4: that the wall will never show is when the wall goes on', () => {
    const never = promised('2026-03-29T02:30')
    expect(instantOf(never, Date.parse('2026-03-29T01:30Z'))).toEqual({
      kind: 'gone',
      ms: Date.parse('2026-03-29T01:00Z'),
    })
  })
})
