import { describe, expect, it } from 'vitest'
import { ringAt } from '../../../src/ui/clinic/ring-at.ts'

const MINUTE = 60_000
const rest = { fromMs: 0, dueMs: 20 * MINUTE }

describe('the ring of a resting patient', () => {
  it('is full when the needles have just gone in and half when half the time is over', () => {
    expect(ringAt(rest, 0)).toEqual({ shareLeft: 1, minutesLeft: 20, due: false })
    expect(ringAt(rest, 10 * MINUTE)).toEqual({ shareLeft: 0.5, minutesLeft: 10, due: false })
  })

  it('counts a minute that has begun, so that it never says none while there is one', () => {
    expect(ringAt(rest, 20 * MINUTE - 1)).toMatchObject({ minutesLeft: 1, due: false })
    expect(ringAt(rest, 19 * MINUTE - 1)).toMatchObject({ minutesLeft: 2 })
  })

  it('is due from the minute itself on, and stays so', () => {
    expect(ringAt(rest, 20 * MINUTE)).toEqual({ shareLeft: 0, minutesLeft: 0, due: true })
    expect(ringAt(rest, 90 * MINUTE)).toEqual({ shareLeft: 0, minutesLeft: 0, due: true })
  })

  it('stays full for a clock that is behind', () => {
    expect(ringAt(rest, -5 * MINUTE)).toEqual({ shareLeft: 1, minutesLeft: 20, due: false })
  })

  it('is due at once when no time was given', () => {
    expect(ringAt({ fromMs: 0, dueMs: 0 }, 0)).toEqual({ shareLeft: 0, minutesLeft: 0, due: true })
  })
})
