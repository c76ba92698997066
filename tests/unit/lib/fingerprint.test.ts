import { describe, expect, it } from 'vitest'
import { fingerprint } from '#lib/fingerprint.ts'

describe('fingerprint', () => {
  it('is the same for the same data and another for other data', () => {
    expect(fingerprint({ startMs: 1, areas: ['a'] })).toBe(fingerprint({ startMs: 1, areas: ['a'] }))
    const others = [{ startMs: 2, areas: ['a'] }, { startMs: 1, areas: [] }, { startMs: 1 }, null, '', []]
    expect(new Set([...others, { startMs: 1, areas: ['a'] }].map(fingerprint)).size).toBe(others.length + 1)
  })
})
