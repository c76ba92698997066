import type { AreaShape, Point } from './body-shapes.ts'

export type Direction = 'up' | 'down' | 'left' | 'right'

const along = (from: Point, to: Point, direction: Direction): { ahead: number; aside: number } => {
  const dx = to.x - from.x
  const dy = to.y - from.y
  if (direction === 'up') return { ahead: -dy, aside: Math.abs(dx) }
  if (direction === 'down') return { ahead: dy, aside: Math.abs(dx) }
  return { ahead: direction === 'left' ? -dx : dx, aside: Math.abs(dy) }
}

/** The shape one comes to from `fromId` by an arrow key: the nearest ahead, straight ones first; null at the edge. */
export const shapeTowards = (shapes: readonly AreaShape[], fromId: string, direction: Direction): AreaShape | null => {
  const from = shapes.find(({ areaId }) => areaId === fromId)
  if (!from) return null
  let best: { shape: AreaShape; cost: number } | null = null
  for (const shape of shapes) {
    const { ahead, aside } = along(from.centre, shape.centre, direction)
    if (ahead <= 2 || aside > ahead * 2.5) continue
    const cost = ahead + aside * 2
    if (best === null || cost < best.cost) best = { shape, cost }
  }
  return best?.shape ?? null
}
