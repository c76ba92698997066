import { describe, expect, it } from 'vitest'
import { everyLeaf, expandAreas, neighboursIn } from '#domain/recovery/areas.ts'
import type { StoredRestRow } from '#domain/recovery/rest-rows.ts'
import { warnCoarse } from '#domain/recovery/warn-coarse.ts'
import type { Interval } from '#domain/time/interval.ts'
import { BODY, CALF, DELTOID, LEVATOR, RULES, rule, SHOULDER, storedRows, TRAPEZIUS } from '../../../support/body.ts'
import { at, BERLIN, lasting } from '../../../support/instants.ts'

const TUESDAY = lasting('2026-11-24T14:30', 45)

interface Asked {
  readonly areas?: readonly string[]
  readonly undecided?: boolean
  readonly existing?: readonly StoredRestRow[]
  readonly technique?: 'deep-dry-needling' | 'cupping' | null
}

const warn = (needling: Interval, asked: Asked) =>
  warnCoarse({
    technique: asked.technique === undefined ? 'deep-dry-needling' : asked.technique,
    neighboursOf: neighboursIn(BODY),
    rules: RULES,
    zone: BERLIN,
    needling,
    coarse: expandAreas(asked.areas ?? [], BODY).coarse,
    undecided: asked.undecided ? everyLeaf(BODY) : null,
    existing: asked.existing ?? storedRows('tuesday', TUESDAY),
  })

describe('Z16: a visit whose areas are not decided', () => {
  it('Z16: is warned of the muscles in the wide area that will still rest', () => {
    expect(warn(lasting('2026-11-26T09:00', 45), { areas: [SHOULDER] })).toMatchObject([
      {
        areaId: SHOULDER,
        restingLeaves: [TRAPEZIUS],
        everyLeafRests: false,
        untilMs: at('2026-11-27T00:00'),
        refusals: [{ areaId: TRAPEZIUS, direction: 'earlier' }],
      },
    ])
  })

  it('Z16: counts the neighbours that rest too, until the last of them is rested', () => {
    expect(warn(lasting('2026-11-25T09:00', 45), { areas: [SHOULDER] })).toMatchObject([
      { restingLeaves: [LEVATOR, TRAPEZIUS], untilMs: at('2026-11-27T00:00') },
    ])
  })

  it('Z16: says when no muscle of the wide area is left to needle', () => {
    const existing = storedRows('tuesday', TUESDAY, { areas: [TRAPEZIUS, LEVATOR, DELTOID] })
    expect(warn(lasting('2026-11-25T09:00', 45), { areas: [SHOULDER], existing })).toMatchObject([
      { everyLeafRests: true, restingLeaves: [DELTOID, LEVATOR, TRAPEZIUS] },
    ])
  })

  it('Z16: is warned about the whole body when all is left to the room', () => {
    expect(warn(lasting('2026-11-26T09:00', 45), { undecided: true })).toMatchObject([
      { areaId: null, restingLeaves: [TRAPEZIUS], everyLeafRests: false },
    ])
    const rules = [rule({ relation: 'anywhere', amount: 3 })]
    const existing = storedRows('tuesday', TUESDAY, { rules })
    expect(warn(lasting('2026-11-26T09:00', 45), { undecided: true, existing })).toMatchObject([
      { everyLeafRests: true, restingLeaves: [DELTOID, CALF, LEVATOR, TRAPEZIUS].sort() },
    ])
  })

  it('Z16: is warned that it might spoil a later visit, without an end to wait for', () => {
    const existing = storedRows('friday', lasting('2026-11-27T09:00', 45))
    expect(warn(lasting('2026-11-26T09:00', 45), { areas: [SHOULDER], existing })).toMatchObject([
      { untilMs: null, refusals: [{ direction: 'later' }, { direction: 'later' }] },
    ])
  })

  it('hears nothing when nothing rests, when the area is decided, or when no needle is used', () => {
    expect(warn(lasting('2026-11-27T09:00', 45), { areas: [SHOULDER] })).toEqual([])
    expect(warn(lasting('2026-11-26T09:00', 45), { areas: [TRAPEZIUS] })).toEqual([])
    expect(warn(lasting('2026-11-26T09:00', 45), { areas: [SHOULDER], technique: 'cupping' })).toEqual([])
    expect(warn(lasting('2026-11-26T09:00', 45), { areas: [SHOULDER], undecided: true, technique: null })).toEqual([])
  })
})
