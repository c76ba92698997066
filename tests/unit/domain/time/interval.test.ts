import { describe, expect, it } from 'vitest'
import { contains, covers, type Interval, intersect, merge, overlaps, subtract } from '#domain/time/interval.ts'

const span = (startMs: number, endMs: number): Interval => ({ startMs, endMs })

describe('two visits', () => {
  it('B1: one that begins when the other ends does not overlap it, from either side', () => {
    expect(overlaps(span(1100, 1130), span(1130, 1200))).toBe(false)
    expect(overlaps(span(1130, 1200), span(1100, 1130))).toBe(false)
  })

  it('A14: overlap whether one contains the other, lies inside it, or shares a single instant', () => {
    expect(overlaps(span(0, 100), span(40, 60))).toBe(true)
    expect(overlaps(span(40, 60), span(0, 100))).toBe(true)
    expect(overlaps(span(0, 100), span(99, 300))).toBe(true)
    expect(overlaps(span(5, 10), span(5, 10))).toBe(true)
  })

  it('lie one in the other when even their edges are shared', () => {
    expect(contains(span(0, 10), span(0, 10))).toBe(true)
    expect(contains(span(0, 10), span(0, 11))).toBe(false)
    expect(contains(span(1, 10), span(0, 5))).toBe(false)
  })
})

describe('a list of times', () => {
  it('is merged from any order, with touching times joined and empty ones dropped', () => {
    expect(merge([span(50, 60), span(0, 10), span(10, 20), span(5, 8), span(30, 30), span(55, 58)])).toEqual([
      span(0, 20),
      span(50, 60),
    ])
    expect(merge([])).toEqual([])
  })

  it('is left as it was given by the merge', () => {
    const given = [span(50, 60), span(0, 10)]
    merge(given)
    expect(given).toEqual([span(50, 60), span(0, 10)])
  })

  it('loses what is taken from it: at the edges, in the middle, across two of its times, or all', () => {
    const day = [span(0, 100), span(200, 300)]
    expect(subtract(day, [span(0, 10), span(40, 60), span(90, 210), span(299, 400)])).toEqual([
      span(10, 40),
      span(60, 90),
      span(210, 299),
    ])
    expect(subtract(day, [span(-5, 500)])).toEqual([])
    expect(subtract(day, [span(100, 200)])).toEqual(day)
    expect(subtract(day, [])).toEqual(day)
    expect(subtract([], day)).toEqual([])
  })

  it('shares with another what lies in both, and nothing where they only touch', () => {
    expect(intersect([span(0, 10), span(20, 30)], [span(5, 25), span(30, 40)])).toEqual([span(5, 10), span(20, 25)])
    expect(intersect([span(0, 10)], [])).toEqual([])
  })

  it('covers a visit only in one piece', () => {
    expect(covers([span(0, 10), span(12, 20)], span(12, 20))).toBe(true)
    expect(covers([span(0, 10), span(12, 20)], span(8, 14))).toBe(false)
  })
})
