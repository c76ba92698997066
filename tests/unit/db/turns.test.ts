import { afterEach, describe, expect, it, vi } from 'vitest'
import { AT_ONCE, atOnce, inTurn } from '#db/turns.ts'

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

describe('more commands than the processors can serve', () => {
  afterEach(() => vi.useRealTimers())

  /** So many jobs, and what becomes of each; told to end, they leave every place free for the next test. */
  const crowd = (more: number) => {
    vi.useFakeTimers()
    const jobs = Array.from({ length: AT_ONCE + more }, job)
    const outcomes = jobs.map(({ work }) => atOnce(work).catch((error: Error) => error.message))
    const started = () => jobs.filter(({ work }) => work.mock.calls.length > 0).length
    const endAll = () => {
      for (const { end } of jobs) end('done')
      return Promise.all(outcomes)
    }
    return { jobs, started, endAll }
  }

  it('wait, and come in the order in which they asked, whether those before them did well or not', async () => {
    const { jobs, started, endAll } = crowd(2)
    await settled()
    expect(started()).toBe(AT_ONCE)
    jobs[0]?.fail(new Error('no'))
    await settled()
    expect(jobs.at(-2)?.work).toHaveBeenCalledOnce()
    expect(jobs.at(-1)?.work).not.toHaveBeenCalled()
    jobs[1]?.end('done')
    await settled()
    expect(jobs.at(-1)?.work).toHaveBeenCalledOnce()
    const [first, ...others] = await endAll()
    expect(first).toBe('no')
    expect(new Set(others)).toEqual(new Set(['done']))
  })

  it('go all the same when they have waited for a second, and leave as many places as there were', async () => {
    const { started, endAll } = crowd(1)
    await vi.advanceTimersByTimeAsync(999)
    expect(started()).toBe(AT_ONCE)
    await vi.advanceTimersByTimeAsync(1)
    expect(started()).toBe(AT_ONCE + 1)
    await endAll()
    const next = crowd(1)
    await settled()
    expect(next.started()).toBe(AT_ONCE)
    await next.endAll()
  })
})
