import { describe, expect, it } from 'vitest'
import { isSigned, pointsOf, type Stroke, strokeBegun, strokeDrawn } from '../../../src/ui/kit/stroke.ts'

const drawn = (...points: [number, number][]): readonly Stroke[] =>
  points.reduce<readonly Stroke[]>(
    (strokes, [x, y], index) => (index === 0 ? strokeBegun(strokes, x, y) : strokeDrawn(strokes, x, y)),
    [],
  )

describe('a signature', () => {
  it('is kept as whole thousandths of the pad, stroke by stroke', () => {
    expect(drawn([10.4, 20.6], [30, 40])).toEqual([[10, 21, 30, 40]])
    expect(strokeBegun(drawn([10, 20]), 50, 60)).toEqual([
      [10, 20],
      [50, 60],
    ])
  })

  it('leaves out points that lie together, so that a slow hand fills nothing up', () => {
    expect(drawn([10, 10], [11, 11], [12, 12], [20, 10])).toEqual([[10, 10, 20, 10]])
  })

  it('is more than a touch by mistake', () => {
    expect(isSigned([])).toBe(false)
    expect(isSigned(drawn([10, 10]))).toBe(false)
    expect(isSigned(drawn([10, 10], [30, 30], [60, 20]))).toBe(true)
  })

  it('never grows beyond what a request may hold', () => {
    const scribble = Array.from({ length: 5000 }, (_, index): [number, number] => [(index * 7) % 1000, index % 300])
    const [stroke] = drawn(...scribble)
    expect(stroke?.length).toBe(2000)
    const many = Array.from({ length: 300 }).reduce<readonly Stroke[]>((strokes) => strokeBegun(strokes, 1, 1), [])
    expect(many).toHaveLength(100)
  })

  it('draws nothing before a stroke has begun', () => {
    expect(strokeDrawn([], 10, 10)).toEqual([])
  })

  it('shows a dot as a dot', () => {
    expect(pointsOf([10, 20])).toBe('10,20 11,20 ')
    expect(pointsOf([10, 20, 30, 40])).toBe('10,20 30,40 ')
  })
})
