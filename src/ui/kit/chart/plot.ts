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

interface Bar {
  readonly label: string
  readonly values: readonly number[]
}

const FOOT = 24

/** Where the parts of bars lie, from below upwards: bars share the width evenly, and the tallest reaches the top of the scale. */
export const stacked = (bars: readonly Bar[], { width, height }: Pick<Frame, 'width' | 'height'>) => {
  const tallest = Math.max(0, ...bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0)))
  const top = roundedUp(tallest)
  const [baseline, topY] = [height - FOOT, MARGIN]
  const each = bars.length === 0 ? 0 : (width - LEFT) / bars.length
  const columns = bars.map(({ label, values }, index) => {
    let y = baseline
    const pieces = values.map((value) => {
      const tall = (value / top) * (baseline - topY)
      y -= tall
      return { y, height: tall }
    })
    return { label, x: LEFT + index * each + each * 0.15, width: each * 0.7, pieces }
  })
  return { columns, top, baseline, topY }
}

/** The next number that is easily read: 1, 2 or 5 with noughts behind it. */
const roundedUp = (value: number): number => {
  if (value <= 1) return 1
  const step = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5, 10].find((one) => one * step >= value) ?? 10) * step
}
