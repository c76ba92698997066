import { describe, expect, it } from 'vitest'
import { awayDuring, isAwayAt } from '#domain/appointment/attendant-away.ts'
import { at } from '../../../support/instants.ts'

describe('somebody who is away from one day to another', () => {
  const away = { awayFrom: '2026-10-24', awayUntil: '2026-10-25' }

  it('is so for whole days of the place, the long one of a change of the clock included', () => {
    const during = awayDuring(away, 'Europe/Berlin')
    expect(during).toEqual({ startMs: at('2026-10-24T00:00'), endMs: at('2026-10-26T00:00') })
    expect((during!.endMs - during!.startMs) / 3_600_000).toBe(49)
    expect(awayDuring(away, 'Pacific/Auckland')?.startMs).toBe(at('2026-10-24T00:00', 'Pacific/Auckland'))
  })

  it('is away on the first and on the last day, and without a last one until further notice', () => {
    const days = ['2026-10-23T23:59', '2026-10-24T00:00', '2026-10-25T23:59', '2026-10-26T00:00']
    const seen = (one: typeof away | { awayFrom: string | null; awayUntil: null }) =>
      days.map((day) => isAwayAt(one, at(day), 'Europe/Berlin'))
    expect(seen(away)).toEqual([false, true, true, false])
    expect(seen({ awayFrom: '2026-10-24', awayUntil: null })).toEqual([false, true, true, true])
    expect(seen({ awayFrom: null, awayUntil: null })).toEqual([false, false, false, false])
    expect(awayDuring({ awayFrom: null, awayUntil: null }, 'Europe/Berlin')).toBeNull()
  })
})
