import { describe, expect, it } from 'vitest'
import { EMPTY_COUNT, withoutNeedles } from '#domain/encounter/needle-count.ts'
import { muscleOf, type SidedArea, sameAgain, sideDiffers } from '#domain/encounter/needling.ts'

const area = (id: string): SidedArea => ({
  id,
  side: id.endsWith('.left') ? 'left' : id.endsWith('.right') ? 'right' : 'midline',
})

describe('the side that was needled and the side that was booked (Z7)', () => {
  it('Z7: is asked about where the same muscle, or else everything, was booked on the other side', () => {
    const cases: readonly (readonly [string, readonly string[], string | null])[] = [
      ['trapezius.left', [], null],
      ['trapezius.left', ['trapezius.left'], null],
      ['trapezius.left', ['trapezius.right'], 'right'],
      ['trapezius.right', ['levator.left', 'infraspinatus.left'], 'left'],
      ['trapezius.left', ['levator.left', 'soleus.right'], null],
      ['trapezius.left', ['levator.left', 'trapezius.right'], 'right'],
      ['trapezius.left', ['trapezius.left', 'trapezius.right'], null],
      ['sacrum', ['trapezius.right'], null],
      ['trapezius.left', ['sacrum'], null],
    ]
    for (const [chosen, booked, side] of cases) {
      expect(sideDiffers(area(chosen), booked.map(area)), `${chosen} for ${booked.join()}`).toBe(side)
    }
  })
})

describe('same as last time (Z8)', () => {
  const earlier = { technique: 'deep-dry-needling', manipulation: 'rotated', retained: false }

  it('brings each muscle once, whichever sides were needled, and nothing of lot or number', () => {
    const rows = [
      { ...earlier, areaId: 'trapezius.left', lotId: 'a lot', needles: 4 },
      { ...earlier, areaId: 'trapezius.right', lotId: 'a lot', needles: 2 },
      { ...earlier, areaId: 'sacrum', manipulation: 'unheard of', lotId: 'a lot', needles: 1 },
    ]
    expect(sameAgain(rows)).toEqual([
      { ...earlier, muscle: 'trapezius' },
      { ...earlier, muscle: 'sacrum', manipulation: null },
    ])
  })

  it('a muscle is what both of its sides are of', () => {
    expect(['trapezius.left', 'trapezius.right', 'sacrum'].map(muscleOf)).toEqual(['trapezius', 'trapezius', 'sacrum'])
  })
})

describe('needles that turned out never to have gone in', () => {
  it('are fewer that went in; what was counted out stands', () => {
    const count = { ...EMPTY_COUNT, inserted: 6, removed: 6, discardedUnused: 1 }
    expect(withoutNeedles(count, 2)).toEqual({ ...count, inserted: 4 })
  })

  it('when none are left, none came out either', () => {
    const count = { ...EMPTY_COUNT, inserted: 6, removed: 5, missing: 1, discardedUnused: 1 }
    expect(withoutNeedles(count, 6)).toEqual({ ...EMPTY_COUNT, discardedUnused: 1 })
  })
})
