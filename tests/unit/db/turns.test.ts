import { afterEach, describe, expect, it, vi } from 'vitest'
import { inTurn } from '#db/turns.ts'

/** Work that ends when told to. */
const job = () => {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  return { work: vi.fn(() => promise), end: resolve, fail: reject }
}
const settled = () => vi.advanceTimersByTimeAsync(0)

describe('a crowd in front of one slot', () => {
  afterEach(() => vi.useRealTimers())

  it('goes one after the other when it wants the same, and together when it does not', async () => {
    vi.useFakeTimers()
    const [first, second, other] = [job(), job(), job()]
    const [one, two] = [inTurn(['ana', 'björk'], first.work), inTurn(['ana', 'cem'], second.work)]
    const three = inTurn(['ben', 'dora'], other.work)
    await settled()
    expect([first, second, other].map(({ work }) => work.mock.calls.length)).toEqual([1, 0, 1])
    first.end('first')
    await settled()
    expect(second.work).toHaveBeenCalledOnce()
    second.end('second')
    other.end('other')
    expect(await Promise.all([one, two, three])).toEqual(['first', 'second', 'other'])
  })

  it('goes on when somebody fails', async () => {
    vi.useFakeTimers()
    const [first, second] = [job(), job()]
    const one = inTurn(['ana'], first.work)
    const two = inTurn(['ana'], second.work)
    first.fail(new Error('no'))
    await expect(one).rejects.toThrow('no')
    second.end('yes')
    expect(await two).toBe('yes')
  })

  it('does not wait for ever: the database has the last word anyway', async () => {
    vi.useFakeTimers()
    const [stuck, next] = [job(), job()]
    void inTurn(['ana'], stuck.work)
    const two = inTurn(['ana'], next.work)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(next.work).toHaveBeenCalledOnce()
    next.end('yes')
    expect(await two).toBe('yes')
  })
})
