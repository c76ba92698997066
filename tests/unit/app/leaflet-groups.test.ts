import { describe, expect, it } from 'vitest'
import { aftercareText } from '#words/aftercare.ts'
import { libraryText } from '#words/aftercare-library.ts'
import { leafletGroups } from '../../../src/app/c/[slug]/aftercare/[id]/leaflet-groups.ts'

const VALUES = {
  name: 'Björk',
  clinic: 'Riverside',
  clinicPhone: '030 1',
  emergencyPhone: '112',
  messageHours: 'Daily.',
  practitioner: 'Ana',
}
const leaflet = (chestWarning: boolean) =>
  aftercareText({ ...libraryText('after-visit'), approvedBy: null }, { chestWarning, areas: [] }, VALUES, 'en').sections

describe('the leaflet after a visit', () => {
  it.each([true, false])('puts what needs help at once before everything else', (chestWarning) => {
    const { urgent } = leafletGroups(leaflet(chestWarning))
    expect(urgent.map(({ key }) => key)).toEqual([chestWarning ? 'chest' : 'emergency'])
  })

  it('says what is normal, what to do today, what to look out for, and last how to reach us', () =>
    expect(leafletGroups(leaflet(true)).groups.map(({ name }) => name)).toEqual(['normal', 'today', 'watch', 'reach']))

  it('loses no part and repeats none', () => {
    const sections = leaflet(true)
    const { urgent, groups } = leafletGroups(sections)
    const shown = [...urgent, ...groups.flatMap(({ parts }) => parts)]
    expect(new Set(shown)).toEqual(new Set(sections))
    expect(shown).toHaveLength(sections.length)
  })

  it('keeps a part that nobody grouped, before how to reach us', () => {
    const { groups } = leafletGroups([...leaflet(false), { key: 'sauna', urgent: false, heading: 'Sauna', text: '…' }])
    expect(groups.map(({ name }) => name)).toEqual(['normal', 'today', 'watch', 'more', 'reach'])
  })
})
