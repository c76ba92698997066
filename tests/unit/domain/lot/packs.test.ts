import fc from 'fast-check'
import { expect, it } from 'vitest'
import { needlesIn, packsOf } from '#domain/lot/packs.ts'

it.each([
  [137, { unitsPerBox: 100, unitsPerBlister: 10 }, { boxes: 1, blisters: 3, loose: 7 }],
  [100, { unitsPerBox: 100, unitsPerBlister: 10 }, { boxes: 1, blisters: 0, loose: 0 }],
  [9, { unitsPerBox: 100, unitsPerBlister: 10 }, { boxes: 0, blisters: 0, loose: 9 }],
  [137, { unitsPerBox: 100, unitsPerBlister: null }, { boxes: 1, blisters: 0, loose: 37 }],
  [137, { unitsPerBox: null, unitsPerBlister: null }, { boxes: 0, blisters: 0, loose: 137 }],
])(
  '%i needles of %o are known as full boxes, loose blisters and what is left of a used one',
  (needles, sizes, packs) => {
    expect(packsOf(needles, sizes)).toEqual(packs)
  },
)

it('needles in packs are as many as there were, and no rest fills another pack', () => {
  const size = fc.option(fc.integer({ min: 1, max: 500 }))
  fc.assert(
    fc.property(fc.nat(100_000), size, size, (needles, unitsPerBox, unitsPerBlister) => {
      const sizes = { unitsPerBox, unitsPerBlister }
      const packs = packsOf(needles, sizes)
      expect(needlesIn(packs, sizes)).toBe(needles)
      expect(packs.loose).toBeLessThan(unitsPerBlister ?? unitsPerBox ?? Number.POSITIVE_INFINITY)
      if (unitsPerBox !== null) expect(needles - packs.boxes * unitsPerBox).toBeLessThan(unitsPerBox)
    }),
  )
})
