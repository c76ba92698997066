import { describe, expect, it } from 'vitest'
import { aftercareLeaflet, type LeafletFacts } from '#integrations/pdf/aftercare-leaflet.ts'
import { letterAsPdf, unwritable } from '#integrations/pdf/letter.ts'
import { aftercareText } from '#words/aftercare.ts'
import { type LibraryCode, libraryText } from '#words/aftercare-library.ts'
import type { Locale } from '#words/locale.ts'

const leaflet = (locale: Locale, name: string, codes: readonly LibraryCode[] = ['after-visit']) => {
  const values = {
    ...{ name, clinic: 'Riverside', clinicPhone: '030 555 0100', emergencyPhone: '112', practitioner: 'Ana Ruiz' },
    messageHours: 'Daily.',
  }
  const occasion = { chestWarning: true, areas: [] }
  const facts: LeafletFacts = {
    ...{ locale, practitionerName: 'Ana Ruiz', visitStartsAt: '2026-11-26T09:00:00.000Z', timeZone: 'Europe/Berlin' },
    clinic: { name: 'Riverside', phone: '030 555 0100', address: 'Uferweg 1' },
    texts: codes.map((code) => aftercareText({ ...libraryText(code), approvedBy: null }, occasion, values, locale)),
    writtenMs: Date.parse('2026-11-26T10:00:00Z'),
  }
  return aftercareLeaflet(facts)
}
const words = (locale: Locale, codes?: readonly LibraryCode[]) =>
  leaflet(locale, 'Björk', codes).blocks.map(({ text }) => text)

describe('the leaflet on paper', () => {
  it.each<Locale>(['en', 'de'])('Z3: what to do in an emergency stands on top, in %s', (locale) => {
    const [alert] = leaflet(locale, 'Björk').blocks.filter(({ kind }) => kind === 'alert')
    expect(alert?.text).toContain('112')
    const kinds = leaflet(locale, 'Björk').blocks.map(({ kind }) => kind)
    expect(kinds.indexOf('alert')).toBeLessThan(kinds.indexOf('text'))
  })

  it('Z14: of a needle that stays in it says so as well, and nothing of both twice', () => {
    const both = words('en', ['after-visit', 'needle-left'])
    expect(both.some((text) => text.includes('keep the place') || text.includes('Keep the place'))).toBe(true)
    const paragraphs = both.filter((text) => text.length > 60)
    expect(new Set(paragraphs).size).toBe(paragraphs.length)
    expect(both.filter((text) => text.includes('Daily.'))).toHaveLength(1)
  })

  it('is made with names as they are written', async () => {
    for (const name of ['祐介 田中', 'محمد الفارسي', 'יעל כהן', 'Þóra Þórsdóttir', 'Ольга']) {
      expect(unwritable(name), name).toEqual([])
      const pdf = await letterAsPdf(leaflet('de', name))
      expect(new TextDecoder('latin1').decode(pdf.slice(0, 8))).toContain('%PDF-1.7')
    }
  })
})
