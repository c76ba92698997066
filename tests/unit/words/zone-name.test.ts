import { describe, expect, it } from 'vitest'
import { zoneName } from '#words/zone-name.ts'

const AT = Date.parse('2026-11-26T09:15:00Z')

describe('the name of a zone', () => {
  it('is what people call it, with the city', () => {
    expect(zoneName('Europe/Berlin', 'en', AT)).toBe('Central European Time, Berlin')
    expect(zoneName('Europe/Berlin', 'de', AT)).toBe('Mitteleuropäische Zeit, Berlin')
    expect(zoneName('America/New_York', 'en', AT)).toBe('Eastern Time, New York')
  })

  it('does not say the city twice', () =>
    expect(zoneName('Asia/Kathmandu', 'en', AT).match(/Kathmandu/g) ?? []).toHaveLength(1))
})
