import { describe, expect, it } from 'vitest'
import { ANYWHERE_AREA, everyLeaf, expandAreas, leavesUnder, neighboursIn } from '#domain/recovery/areas.ts'
import { BODY, CALF, DELTOID, LEVATOR, SHOULDER, TRAPEZIUS } from '../../../support/body.ts'

describe('what a request for areas decides', () => {
  it('claims the leaves that were named, sorted and once each', () => {
    const { leaves, coarse, unknown } = expandAreas([TRAPEZIUS, CALF, TRAPEZIUS], BODY)
    expect({ leaves, coarse, unknown }).toEqual({ leaves: [CALF, TRAPEZIUS], coarse: [], unknown: [] })
  })

  it('Z16: "my left shoulder" decides nothing: it is coarse, with the leaves that the room may choose from', () => {
    const { leaves, coarse } = expandAreas([SHOULDER], BODY)
    expect(leaves).toEqual([])
    expect(coarse).toEqual([{ areaId: SHOULDER, leaves: [DELTOID, LEVATOR, TRAPEZIUS] }])
  })

  it('Z16: a region of regions is coarse down to its last leaf', () => {
    expect(expandAreas(['upper-body.left'], BODY).coarse).toEqual([
      { areaId: 'upper-body.left', leaves: [DELTOID, LEVATOR, TRAPEZIUS] },
    ])
  })

  it('keeps decided and coarse apart when both are named', () => {
    const { leaves, coarse } = expandAreas([CALF, SHOULDER], BODY)
    expect(leaves).toEqual([CALF])
    expect(coarse.map((area) => area.areaId)).toEqual([SHOULDER])
  })

  it('knows what it does not know, and the sentinel cannot be asked for', () => {
    expect(expandAreas(['tail', ANYWHERE_AREA, CALF], BODY).unknown).toEqual([ANYWHERE_AREA, 'tail'])
  })

  it('is empty for an empty request', () => {
    expect(expandAreas([], BODY)).toEqual({ leaves: [], coarse: [], unknown: [] })
  })
})

describe('the list of areas', () => {
  it('expands a region whose treatment is a fact into its leaves, and a leaf into itself', () => {
    expect(leavesUnder(SHOULDER, BODY)).toEqual([DELTOID, LEVATOR, TRAPEZIUS])
    expect(leavesUnder(CALF, BODY)).toEqual([CALF])
    expect(leavesUnder('tail', BODY)).toEqual([])
    expect(leavesUnder(ANYWHERE_AREA, BODY)).toEqual([])
  })

  it('lists every leaf but the sentinel', () => {
    expect(everyLeaf(BODY)).toEqual([DELTOID, CALF, LEVATOR, TRAPEZIUS].sort())
  })

  it('answers for neighbours, with none for an area it does not have', () => {
    expect(neighboursIn(BODY)(LEVATOR)).toEqual([TRAPEZIUS, DELTOID])
    expect(neighboursIn(BODY)('tail')).toEqual([])
  })
})
