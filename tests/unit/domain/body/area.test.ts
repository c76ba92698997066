import { describe, expect, it } from 'vitest'
import { bodyAreas } from '../../../../prisma/seed/body-areas.ts'
import {
  ANYWHERE_AREA_ID,
  type AreaLocale,
  ancestorsOf,
  type BodyArea,
  displayName,
  leavesOf,
  matchAreas,
  nameInSentence,
  pickableAreas,
} from '../../../../src/domain/body/area.ts'

const areaOf = (id: string): BodyArea => {
  const area = bodyAreas.find((candidate) => candidate.id === id)
  if (!area) throw new Error(`no area ${id}`)
  return area
}
const idsOf = (areas: readonly BodyArea[]) => areas.map(({ id }) => id)
const found = (query: string, locale: AreaLocale = 'en') => idsOf(matchAreas(query, bodyAreas, locale))

describe('the name of an area', () => {
  it('Z7: says left or right as a word in every language and for everybody', () => {
    const left = areaOf('upper-trapezius.left')
    expect(displayName(left, 'en', 'staff')).toBe('Left upper trapezius')
    expect(displayName(left, 'en', 'patient')).toBe('Left top of the shoulder')
    expect(displayName(left, 'de', 'staff')).toBe('Oberer Trapezius links')
    expect(displayName(areaOf('upper-trapezius.right'), 'de', 'patient')).toBe('Schulter-Nacken-Muskel rechts')
  })

  it('Z7: says the side of each paired area and of no other', () => {
    for (const area of pickableAreas(bodyAreas)) {
      const name = displayName(area, 'en', 'staff')
      expect(/^Left /.test(name), name).toBe(area.side === 'left')
      expect(/^Right /.test(name), name).toBe(area.side === 'right')
    }
  })

  it('starts small inside a sentence', () =>
    expect(nameInSentence(areaOf('shoulder.right'), 'en', 'patient')).toBe('right shoulder'))
})

describe('the tree of areas', () => {
  it('takes a region for everything below it, on its side only', () => {
    const shoulder = idsOf(leavesOf('shoulder.right', bodyAreas))
    expect(shoulder).toContain('supraspinatus.right')
    expect(shoulder.every((id) => id.endsWith('.right'))).toBe(true)
    expect(idsOf(leavesOf('neck', bodyAreas))).toEqual(expect.arrayContaining(['splenius.left', 'splenius.right']))
  })

  it('takes a muscle for itself, and nothing for an unknown or hidden id', () => {
    expect(idsOf(leavesOf('soleus.left', bodyAreas))).toEqual(['soleus.left'])
    expect(leavesOf('third-arm', bodyAreas)).toEqual([])
    expect(leavesOf(ANYWHERE_AREA_ID, bodyAreas)).toEqual([])
  })

  it('tells the regions above an area, nearest first', () => {
    expect(idsOf(ancestorsOf('levator-scapulae.left', bodyAreas))).toEqual(['upper-back.left', 'upper-back'])
    expect(ancestorsOf('head', bodyAreas)).toEqual([])
    expect(ancestorsOf('third-arm', bodyAreas)).toEqual([])
  })

  it('ends even if two regions were made each other’s parent', () => {
    const loop = [
      { ...areaOf('head'), id: 'a', parentId: 'b' },
      { ...areaOf('head'), id: 'b', parentId: 'a' },
    ]
    expect(idsOf(ancestorsOf('a', loop))).toEqual(['b', 'a'])
  })
})

describe('the search for an area', () => {
  it('finds by side and the beginning of any word, in any order', () => {
    expect(found('left upper trap')[0]).toBe('upper-trapezius.left')
    expect(found('trap upper l')[0]).toBe('upper-trapezius.left')
  })

  it('finds what a caller says as well as what a clinician says', () => {
    expect(found('my shoulder right')).toEqual([])
    expect(found('shoulder right')[0]).toBe('shoulder.right')
    expect(found('wade', 'de')).toContain('gastrocnemius-medial.left')
    expect(found('gastroc')).toContain('gastrocnemius-medial.left')
  })

  it('does not mind accents, case or sharp s', () => {
    expect(found('GESASS rechts', 'de')).toContain('gluteus-maximus.right')
    expect(found('gesäß rechts', 'de')).toContain('gluteus-maximus.right')
    expect(found('schlafe', 'de')).toContain('temporalis.left')
  })

  it('puts a name that starts with the text before one that only holds it', () => {
    const names = found('neck')
    expect(names[0]).toBe('neck')
    expect(names.indexOf('cervical-multifidus.left')).toBeGreaterThan(names.indexOf('neck'))
  })

  it('finds nothing for no text, for signs and for the hidden area', () => {
    expect(found('')).toEqual([])
    expect(found(' ?! ')).toEqual([])
    expect(found('anywhere')).toEqual([])
  })

  it('answers both sides when the side is not said', () => {
    expect(found('piriformis')).toEqual(['piriformis.left', 'piriformis.right'])
  })
})
