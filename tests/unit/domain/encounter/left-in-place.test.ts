import { describe, expect, it } from 'vitest'
import { reminderMs } from '#domain/encounter/left-in-place.ts'

const zone = 'Europe/Berlin'
const at = (iso: string) => Date.parse(iso)

describe('a needle that stays in', () => {
  it.each([
    ['some days ahead, the morning before', '2026-11-27', '2026-11-24T09:00Z', '2026-11-26T07:00Z'],
    ['tomorrow, that morning', '2026-11-25', '2026-11-24T09:00Z', '2026-11-25T07:00Z'],
    ['today, at once', '2026-11-24', '2026-11-24T09:00Z', '2026-11-24T09:00Z'],
    [
      'the morning by the wall, also when the clock was changed that night',
      '2026-10-26',
      '2026-10-20T09:00Z',
      '2026-10-25T06:00Z',
    ],
  ])('Z14: reminds of a day that is %s', (_, removalOn, now, reminded) => {
    expect(new Date(reminderMs({ removalOn, zone, nowMs: at(now) })).toISOString()).toBe(
      new Date(at(reminded)).toISOString(),
    )
  })
})
