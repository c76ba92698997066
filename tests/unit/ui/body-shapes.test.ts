import { describe, expect, it } from 'vitest'
import { bodyAreas } from '../../../prisma/seed/body-areas.ts'
import { bodyShapes, bodyViews, sideAt, undrawnAreas } from '../../../src/ui/clinic/body-map/body-shapes.ts'
import { shapeTowards } from '../../../src/ui/clinic/body-map/map-walk.ts'

const shapes = bodyViews.flatMap((view) => bodyShapes[view])
const areaOf = (id: string) => bodyAreas.find((area) => area.id === id)
const extent = (values: number[]) => Math.max(...values) - Math.min(...values)

describe('the drawn body', () => {
  it('Z7: from the front shows the patient’s left on the viewer’s right, from behind on the viewer’s left', () => {
    expect(sideAt('front', 'viewer-right')).toBe('left')
    expect(sideAt('front', 'viewer-left')).toBe('right')
    expect(sideAt('back', 'viewer-right')).toBe('right')
    expect(sideAt('back', 'viewer-left')).toBe('left')
    for (const { areaId, view, outline } of shapes) {
      const side = areaOf(areaId)?.side
      if (side === 'midline') continue
      const half = outline.every(({ x }) => x > 0) ? 'viewer-right' : 'viewer-left'
      expect(
        outline.every(({ x }) => (half === 'viewer-right' ? x > 0 : x < 0)),
        areaId,
      ).toBe(true)
      expect(side, `${areaId} ${view}`).toBe(sideAt(view, half))
    }
  })

  it('draws only places that exist and can be needled, once per view', () => {
    for (const view of bodyViews) {
      const ids = bodyShapes[view].map(({ areaId }) => areaId)
      expect(new Set(ids).size).toBe(ids.length)
      for (const id of ids) expect(areaOf(id)?.leaf, id).toBe(true)
    }
  })

  it('shows each place on the views where the body list says it is seen, unless it is too deep to draw', () => {
    for (const area of bodyAreas.filter(({ leaf }) => leaf)) {
      const drawn = shapes.filter(({ areaId }) => areaId === area.id).map(({ view }) => view)
      if (undrawnAreas.includes(area.id.split('.')[0] ?? '')) expect(drawn, area.id).toEqual([])
      else expect(drawn, area.id).toEqual(area.view === 'both' ? ['front', 'back'] : [area.view])
    }
  })

  it('makes every place large enough for a finger', () => {
    for (const { areaId, outline } of shapes) {
      expect(extent(outline.map(({ x }) => x)), `${areaId} is narrow`).toBeGreaterThanOrEqual(24)
      expect(extent(outline.map(({ y }) => y)), `${areaId} is flat`).toBeGreaterThanOrEqual(24)
    }
  })
})

describe('walking over the body with the arrow keys', () => {
  it('goes where the arrow points, as seen on the screen', () => {
    const front = bodyShapes.front
    expect(shapeTowards(front, 'rectus-femoris.left', 'left')?.areaId).toBe('adductors.left')
    expect(shapeTowards(front, 'rectus-femoris.right', 'right')?.areaId).toBe('adductors.right')
    expect(shapeTowards(bodyShapes.back, 'popliteus.left', 'up')?.areaId).toMatch(/(hamstrings|femoris)\.left$/)
  })

  it('stays at the edge of the body and does not know a stranger', () => {
    expect(shapeTowards(bodyShapes.front, 'scalp', 'up')).toBeNull()
    expect(shapeTowards(bodyShapes.front, 'third-arm', 'up')).toBeNull()
  })

  it('reaches every place of a view from the first one', () => {
    for (const view of bodyViews) {
      const all = bodyShapes[view]
      const reached = new Set([all[0]?.areaId ?? ''])
      for (const id of reached)
        for (const direction of ['up', 'down', 'left', 'right'] as const) {
          const next = shapeTowards(all, id, direction)
          if (next) reached.add(next.areaId)
        }
      expect(all.map(({ areaId }) => areaId).filter((id) => !reached.has(id))).toEqual([])
    }
  })
})
