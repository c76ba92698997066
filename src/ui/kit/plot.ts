export interface ChartPoint {
  readonly label: string
  readonly value: number
}

interface Frame {
  readonly width: number
  readonly height: number
  readonly max: number
}

export interface PlottedPoint extends ChartPoint {
  readonly x: number
  readonly y: number
}

const LEFT = 36
const MARGIN = 12

/** Where the points of a line lie: evenly from left to right, nought at the bottom; a single one stands at the left. */
export const plotted = (points: readonly ChartPoint[], { width, height, max }: Frame): PlottedPoint[] => {
  const step = points.length > 1 ? (width - LEFT - MARGIN) / (points.length - 1) : 0
  return points.map((point, index) => ({
    ...point,
    x: LEFT + index * step,
    y: height - MARGIN - (Math.min(max, Math.max(0, point.value)) / max) * (height - 2 * MARGIN),
  }))
}

/** The line through the points, as SVG draws it. */
export const pathOf = (points: readonly PlottedPoint[]): string =>
  points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(' ')
