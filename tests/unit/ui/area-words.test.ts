import { describe, expect, it } from 'vitest'
import { bodyAreas } from '../../../prisma/seed/body-areas.ts'
import { type AreaSpeech, areaLine } from '../../../src/ui/clinic/body-map/area-words.ts'
import { translateFor } from '../../../src/words/translator.ts'

const speech: AreaSpeech = { locale: 'en', audience: 'staff', restingUntil: {}, heldUntil: {}, shownRisks: [] }
const said = (areaId: string, more: Partial<AreaSpeech> = {}) => {
  const area = bodyAreas.find(({ id }) => id === areaId)
  if (!area) throw new Error(`no area ${areaId}`)
  const all = { ...speech, ...more }
  return areaLine(area, all, (key, values) => translateFor(all.locale)(`body.${key}`, values))
}

describe('what the map says of an area', () => {
  it('Z7: begins with the side in words', () => {
    expect(said('upper-trapezius.left')).toBe('Left upper trapezius')
    expect(said('upper-trapezius.right', { locale: 'de' })).toBe('Oberer Trapezius rechts')
  })

  it('says until when it rests', () => {
    expect(said('rhomboids.left', { restingUntil: { 'rhomboids.left': 'Friday' } })).toBe(
      'Left rhomboids, rests until Friday',
    )
    expect(said('rhomboids.right', { restingUntil: { 'rhomboids.left': 'Friday' } })).toBe('Right rhomboids')
  })

  it('says that it is on hold, and by whom it is cleared, before that it rests', () => {
    const kept = {
      heldUntil: { 'rhomboids.left': 'Ana Ruiz clears it' },
      restingUntil: { 'rhomboids.left': 'Friday' },
    }
    expect(said('rhomboids.left', kept)).toBe('Left rhomboids, on hold until Ana Ruiz clears it')
    expect(said('rhomboids.left', { ...kept, locale: 'de' })).toContain('Ana Ruiz clears it')
    expect(said('rhomboids.left', { ...kept, heldUntil: {} })).toBe('Left rhomboids, rests until Friday')
  })

  it('says a risk only where the screen points it out and the area has it', () => {
    expect(said('scalenes.left', { shownRisks: ['pleural'] })).toBe('Left scalenes, over the lung')
    expect(said('soleus.left', { shownRisks: ['pleural'] })).toBe('Left soleus')
    expect(said('scalenes.left', { shownRisks: ['pleural', 'neural'] })).toBe(
      'Left scalenes, over the lung, near nerves',
    )
  })
})
