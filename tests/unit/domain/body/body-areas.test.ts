import { describe, expect, it } from 'vitest'
import { bodyAreaPolicy, bodyAreas } from '../../../../prisma/seed/body-areas.ts'
import { ANYWHERE_AREA_ID, displayName, leavesOf } from '../../../../src/domain/body/area.ts'

const byId = new Map(bodyAreas.map((area) => [area.id, area]))
const leaves = bodyAreas.filter((area) => area.leaf)
const mirrored = (id: string) =>
  id.endsWith('.left') ? id.replace(/\.left$/, '.right') : id.replace(/\.right$/, '.left')

describe('the demo clinic’s body', () => {
  it('names every area once', () => expect(byId.size).toBe(bodyAreas.length))

  it('has at least 55 different muscles and regions to needle', () =>
    expect(new Set(leaves.map((area) => area.id.split('.')[0])).size).toBeGreaterThanOrEqual(55))

  it('puts every area under a region that exists, comes earlier and is not itself needled', () => {
    for (const [position, area] of bodyAreas.entries()) {
      if (area.parentId === null) continue
      expect(byId.get(area.parentId), area.id).toMatchObject({ leaf: false })
      expect(bodyAreas.findIndex(({ id }) => id === area.parentId)).toBeLessThan(position)
    }
    expect(leaves.filter((area) => area.parentId === null)).toEqual([])
  })

  it('has under every region something to needle', () => {
    const regions = bodyAreas.filter((area) => !area.leaf && area.id !== ANYWHERE_AREA_ID)
    for (const region of regions) expect(leavesOf(region.id, bodyAreas).length, region.id).toBeGreaterThan(0)
  })

  it('Z7: keeps a left area under a left or a middle region, and says the side at the end of the id', () => {
    for (const area of bodyAreas) {
      const parent = area.parentId === null ? undefined : byId.get(area.parentId)
      if (parent) expect([area.side, 'midline'], area.id).toContain(parent.side)
      expect(area.id.match(/\.(left|right)$/)?.[1] ?? 'midline').toBe(area.side)
    }
  })

  it('Z7: mirrors every paired area in everything but the side', () => {
    for (const area of bodyAreas.filter(({ side }) => side !== 'midline')) {
      const mirror = byId.get(mirrored(area.id))
      expect(mirror, area.id).toEqual({
        ...area,
        id: mirrored(area.id),
        side: area.side === 'left' ? 'right' : 'left',
        parentId: area.parentId === null ? null : mirrored(area.parentId),
        neighbourIds: area.neighbourIds.map(mirrored).sort(),
      })
    }
  })

  it('makes neighbours of two areas only in both directions', () => {
    for (const area of leaves)
      for (const id of area.neighbourIds) expect(byId.get(id)?.neighbourIds, `${id} of ${area.id}`).toContain(area.id)
  })

  it('never makes neighbours across the body, except through the middle', () => {
    for (const area of leaves)
      for (const id of area.neighbourIds) {
        const sides = new Set([area.side, byId.get(id)?.side])
        expect(sides, `${id} of ${area.id}`).not.toEqual(new Set(['left', 'right']))
        expect(id).not.toBe(area.id)
      }
  })

  it('gives neighbours to what is needled and to nothing else', () => {
    expect(bodyAreas.filter((area) => !area.leaf && area.neighbourIds.length > 0)).toEqual([])
    expect(leaves.filter((area) => area.neighbourIds.length === 0)).toEqual([])
  })

  it.each([
    'upper-trapezius',
    'levator-scapulae',
    'rhomboids',
    'thoracic-paraspinals',
    'intercostals',
    'pectoralis-major',
    'pectoralis-minor',
    'serratus-anterior',
    'supraspinatus',
    'infraspinatus',
    'scalenes',
  ])('marks %s as lying over the lung', (muscle) => {
    expect(byId.get(`${muscle}.left`)?.riskZones).toContain('pleural')
    expect(byId.get(`${muscle}.right`)?.riskZones).toContain('pleural')
  })

  it('names a needle length to warn of only over the lung, where a source gives one', () => {
    const warned = leaves.filter((area) => area.warnMaxLengthMm !== null)
    expect(warned.length).toBeGreaterThan(0)
    for (const area of warned) expect(area.riskZones, area.id).toContain('pleural')
  })

  it('uses only risk zones that it gives a source for', () => {
    for (const zone of leaves.flatMap((area) => area.riskZones)) expect(bodyAreaPolicy.sources[zone]).toMatch(/\w/)
  })

  it('calls no two areas by the same clinical name', () => {
    for (const locale of ['en', 'de'] as const) {
      const names = leaves.map((area) => displayName(area, locale, 'staff'))
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    }
  })

  it('says of itself that nobody has approved it', () => {
    expect(bodyAreaPolicy).toMatchObject({ status: 'demo policy, not approved', approvedBy: null })
  })
})
