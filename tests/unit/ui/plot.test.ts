import { describe, expect, it } from 'vitest'
import { pathOf, plotted, stacked } from '#ui/kit/chart/plot.ts'

const FRAME = { width: 320, height: 120, max: 10 }
const points = (...values: number[]) => values.map((value, index) => ({ label: `visit ${index + 1}`, value }))

describe('the line of a chart', () => {
  it('runs evenly from left to right, ten on top and nought at the bottom', () => {
    const [first, second, third] = plotted(points(10, 5, 0), FRAME)
    expect(first).toMatchObject({ x: 36, y: 12 })
    expect(second).toMatchObject({ x: 172, y: 60 })
    expect(third).toMatchObject({ x: 308, y: 108 })
  })

  it('stays in its frame, whatever it is given, and stands still with one point', () => {
    expect(plotted(points(14), FRAME)).toMatchObject([{ x: 36, y: 12 }])
    expect(plotted(points(-3), FRAME)).toMatchObject([{ x: 36, y: 108 }])
    expect(pathOf(plotted(points(), FRAME))).toBe('')
    expect(pathOf(plotted(points(5, 5), FRAME))).toBe('M36.0 60.0 L308.0 60.0')
  })
})

describe('bars of several parts', () => {
  it('stand on one line, each part on the one before it, the tallest below a number that is easily read', () => {
    const { columns, top, baseline, topY } = stacked(
      [
        { label: 'Oct', values: [30, 10] },
        { label: 'Nov', values: [0, 0] },
      ],
      { width: 636, height: 136 },
    )
    expect(top).toBe(50)
    const [first, second] = columns
    expect(first?.pieces).toEqual([
      { y: baseline - 60, height: 60 },
      { y: baseline - 80, height: 20 },
    ])
    expect(topY).toBe(baseline - 100)
    expect(second?.pieces).toEqual([
      { y: baseline, height: 0 },
      { y: baseline, height: 0 },
    ])
  })

  it('are nothing of nothing', () => {
    expect(stacked([], { width: 636, height: 136 })).toMatchObject({ columns: [], top: 1 })
  })
})
