import { afterEach, describe, expect, it, vi } from 'vitest'

const freshClock = async (env: Record<string, string>) => {
  vi.resetModules()
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  return import('#lib/clock.ts')
}

afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

describe('the clock', () => {
  it('is the machine’s clock unless a test sets it', async () => {
    vi.useFakeTimers({ now: 1_000 })
    const { now, clockOffsetMs } = await freshClock({})
    expect([now(), clockOffsetMs()]).toEqual([1_000, 0])
  })

  it('goes on from the instant a test sets, by the real instant it belongs to', async () => {
    const realMs = Date.UTC(2030, 0, 1)
    vi.useFakeTimers({ now: realMs })
    const { now } = await freshClock({ FILIFORM_TEST_NOW: '2026-11-23T08:00:00Z@2029-12-31T23:00:00Z' })
    expect(now()).toBe(Date.UTC(2026, 10, 23, 9))
    vi.setSystemTime(realMs + 60_000)
    expect(now()).toBe(Date.UTC(2026, 10, 23, 9, 1))
  })

  it('can be moved within a test, and returned', async () => {
    vi.useFakeTimers({ now: 5_000 })
    const { now, setTestNow } = await freshClock({})
    setTestNow(1_000_000)
    expect(now()).toBe(1_000_000)
    setTestNow(null)
    expect(now()).toBe(5_000)
  })

  it('cannot be set in production by any way', async () => {
    const env = { FILIFORM_MODE: 'production', FILIFORM_TEST_NOW: '2026-11-23T08:00:00Z' }
    const { now, setTestNow } = await freshClock(env)
    expect(() => now()).toThrow(/refused in production/)
    expect(() => setTestNow(0)).toThrow(/cannot be set in production/)
  })
})
