import { expect, it, vi } from 'vitest'
import { remembered } from '#lib/remembered.ts'

it('asks once about each thing, also while the answer is under way', async () => {
  const ask = vi.fn(async (about: readonly string[]) => about.length)
  const length = remembered(ask)
  expect(await Promise.all([length(['a', 'b']), length(['a', 'b']), length(['a']), length([])])).toEqual([2, 2, 1, 0])
  expect(await length(['a'])).toBe(1)
  expect(ask).toHaveBeenCalledTimes(3)
})
