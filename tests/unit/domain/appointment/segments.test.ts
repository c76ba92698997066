import { describe, expect, it } from 'vitest'
import { claimIntervals, restingMinutes, visitMinutes } from '#domain/appointment/segments.ts'
import { at, lasting, MINUTE_MS } from '../../../support/instants.ts'
import { service } from '../../../support/opening-hours.ts'

const TEN = at('2026-11-24T10:00')
const acupuncture = service(
  [
    { kind: 'hands-on', minutes: 10 },
    { kind: 'resting', minutes: 20 },
    { kind: 'removal', minutes: 5 },
  ],
  { technique: 'body-acupuncture' },
)

describe('what a visit takes', () => {
  it('is the practitioner, the place and the patient for all of a hands-on visit', () => {
    const whole = lasting('2026-11-24T10:00', 45)
    expect(claimIntervals(service(45), TEN)).toEqual({
      practitioner: [whole],
      place: whole,
      needling: whole,
      visit: whole,
    })
  })

  it('leaves the practitioner free while needles rest, and not the place', () => {
    const claims = claimIntervals(acupuncture, TEN)
    expect(claims.practitioner).toEqual([lasting('2026-11-24T10:00', 10), lasting('2026-11-24T10:30', 5)])
    expect(claims.place).toEqual(lasting('2026-11-24T10:00', 35))
    expect(claims.needling).toEqual(lasting('2026-11-24T10:00', 35))
  })

  it('B2: has each buffer on its own side, of practitioner and place but not of patient and needles', () => {
    const claims = claimIntervals({ ...acupuncture, bufferBeforeMinutes: 5, bufferAfterMinutes: 15 }, TEN)
    expect(claims.practitioner).toEqual([lasting('2026-11-24T09:55', 15), lasting('2026-11-24T10:30', 20)])
    expect(claims.place).toEqual(lasting('2026-11-24T09:55', 55))
    expect(claims.visit).toEqual(lasting('2026-11-24T10:00', 35))
    expect(claims.needling).toEqual(lasting('2026-11-24T10:00', 35))
  })

  it('keeps the buffers with the practitioner also where the visit begins and ends at rest', () => {
    const rest = service([{ kind: 'resting', minutes: 30 }], { bufferBeforeMinutes: 5, bufferAfterMinutes: 10 })
    expect(claimIntervals(rest, TEN).practitioner).toEqual([
      lasting('2026-11-24T09:55', 5),
      lasting('2026-11-24T10:30', 10),
    ])
  })

  it('is one piece for the practitioner when segments follow each other without rest', () => {
    const pieces = service([
      { kind: 'hands-on', minutes: 20 },
      { kind: 'removal', minutes: 10 },
    ])
    expect(claimIntervals(pieces, TEN).practitioner).toEqual([lasting('2026-11-24T10:00', 30)])
  })

  it('has no time of needling without a technique', () => {
    expect(claimIntervals(service(30, { technique: null }), TEN).needling).toBeNull()
  })

  it('is counted in elapsed minutes through a change of the clock', () => {
    const { visit } = claimIntervals(service(90), at('2031-03-30T01:30'))
    expect(visit.endMs).toBe(at('2031-03-30T04:00'))
    expect(visit.endMs - visit.startMs).toBe(90 * MINUTE_MS)
  })

  it('B14: cannot last no time, less than none, or longer than a day', () => {
    expect(visitMinutes(acupuncture)).toBe(35)
    expect(() => visitMinutes(service([]))).toThrow(RangeError)
    expect(() => visitMinutes(service(0))).toThrow(RangeError)
    expect(() => visitMinutes(service(-30))).toThrow(RangeError)
    expect(() => visitMinutes(service(1441))).toThrow(RangeError)
  })
})

describe('the resting time of a visit', () => {
  it('is what the needles stay in while nobody works on them', () => {
    const parts = (...kinds: [kind: 'hands-on' | 'resting' | 'removal', minutes: number][]) =>
      kinds.map(([kind, minutes]) => ({ kind, minutes }))
    expect(restingMinutes(parts(['hands-on', 15], ['resting', 25], ['removal', 5]))).toBe(25)
    expect(restingMinutes(parts(['resting', 10], ['hands-on', 5], ['resting', 12]))).toBe(22)
    expect(restingMinutes(parts(['hands-on', 45]))).toBe(0)
  })
})
