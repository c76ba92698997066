import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  EMPTY_COUNT,
  insertedWithFate,
  isAccountedFor,
  type NeedleCount,
  openedBy,
  stillIn,
  unaccounted,
} from '#domain/encounter/needle-count.ts'

const count = (change: Partial<NeedleCount>): NeedleCount => ({ ...EMPTY_COUNT, ...change })

describe('counting needles', () => {
  it('eight in and eight out of eight opened leaves none open', () => {
    const all = count({ inserted: 8, removed: 8 })
    expect(unaccounted(all, 8)).toEqual({ opened: 0, inserted: 0 })
    expect(isAccountedFor(all, 8)).toBe(true)
  })

  it('one that is not out yet is open', () => {
    expect(unaccounted(count({ inserted: 8, removed: 7 }), 8)).toEqual({ opened: 0, inserted: 1 })
    expect(isAccountedFor(count({ inserted: 8, removed: 7 }), 8)).toBe(false)
  })

  it('one that was opened and never seen again is open', () => {
    expect(unaccounted(count({ inserted: 8, removed: 8 }), 9)).toEqual({ opened: 1, inserted: 0 })
  })

  it.each([
    ['fell out and was found', { inserted: 8, removed: 7, fellOutFound: 1 }],
    ['broke', { inserted: 8, removed: 7, broken: 1 }],
    ['was left in place with consent', { inserted: 8, removed: 7, leftInPlace: 1 }],
    ['is missing', { inserted: 8, removed: 7, missing: 1 }],
    ['was discarded unused', { inserted: 7, removed: 7, discardedUnused: 1 }],
    ['was dropped and found', { inserted: 7, removed: 7, droppedFound: 1 }],
    ['was dropped and not found', { inserted: 7, removed: 7, droppedNotFound: 1 }],
  ])('a needle that %s has its fate', (_, change) => {
    expect(isAccountedFor(count(change), 8)).toBe(true)
    expect(openedBy(count(change))).toBe(8)
  })

  it('a surplus outside the body does not cover a lack inside it', () => {
    const wrong = count({ inserted: 8, removed: 7, discardedUnused: 1 })
    expect(unaccounted(wrong, 8)).toEqual({ opened: -1, inserted: 1 })
    expect(isAccountedFor(wrong, 8)).toBe(false)
  })

  it('more out than in is open as well', () => {
    expect(unaccounted(count({ inserted: 8, removed: 9 }), 8)).toEqual({ opened: 0, inserted: -1 })
    expect(stillIn(count({ inserted: 8, removed: 9 }))).toBe(0)
  })

  it('says how many are still in the body', () => {
    expect(stillIn(count({ inserted: 8 }))).toBe(8)
    expect(stillIn(count({ inserted: 8, removed: 5, fellOutFound: 1 }))).toBe(2)
  })

  it('every needle has exactly one fate, or the count is open: in general', () => {
    const some = fc.nat(30)
    const fates = fc.record({
      removed: some,
      fellOutFound: some,
      broken: some,
      leftInPlace: some,
      missing: some,
      discardedUnused: some,
      droppedFound: some,
      droppedNotFound: some,
    })
    fc.assert(
      fc.property(fates, fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }), (given, lostIn, lostOut) => {
        const base = insertedWithFate({ ...given, inserted: 0 })
        const full: NeedleCount = { ...given, inserted: base + lostIn }
        const opened = openedBy(full) + lostOut
        expect(unaccounted(full, opened)).toEqual({ opened: lostOut, inserted: lostIn })
        expect(isAccountedFor(full, opened)).toBe(lostIn === 0 && lostOut === 0)
      }),
      { seed: 8 },
    )
  })
})
