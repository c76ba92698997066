import { describe, expect, it } from 'vitest'
import { affectedOffer, SHOWN_VISITS } from '#words/affected-visits.ts'

const visits = Array.from({ length: 2 * SHOWN_VISITS + 50 }, (_, index) => ({
  ...{ id: `visit ${index}`, patientId: 'p', startMs: Date.parse('2027-01-11T09:00Z'), timeZone: 'Europe/Berlin' },
  ...{ patientName: 'Björk', practitionerName: 'Ana', serviceName: { en: 'Needling', de: 'Nadelung' } },
}))

describe('the visits that an edit concerns', () => {
  it('come in pages with how many they are, each once, to the last', () => {
    const seen: string[] = []
    let pages = 0
    for (let from: number | null = 0; from !== null; pages++) {
      const page: ReturnType<typeof affectedOffer> = affectedOffer(visits, 'de', from)
      expect(page.count).toBe(visits.length)
      seen.push(...page.visits.map(({ id }) => id))
      from = page.nextFrom
    }
    expect(pages).toBe(3)
    expect(seen).toEqual(visits.map(({ id }) => id))
  })

  it('are named in the reader’s language, and beyond the last there are none', () => {
    expect(affectedOffer(visits, 'de', 0).visits[0]).toMatchObject({ serviceName: 'Nadelung', patientName: 'Björk' })
    expect(affectedOffer(visits, 'en', 1000)).toEqual({ count: 250, visits: [], nextFrom: null })
  })
})
