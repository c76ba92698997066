import { describe, expect, it } from 'vitest'
import { claimWaiversNoLongerNeeded, type StoredClaimRow } from '#domain/appointment/claim-waivers.ts'
import { lasting } from '../../../support/instants.ts'

const claim = (id: string, from: string, minutes: number, waived: boolean, resourceId = 'ana'): StoredClaimRow => ({
  id,
  resourceId,
  waived,
  ...lasting(`2026-11-26T${from}`, minutes),
})

const restored = (...claims: readonly StoredClaimRow[]) => claimWaiversNoLongerNeeded(claims).map(({ id }) => id)

describe('a waived claim', () => {
  const under = claim('under', '10:00', 45, false)
  const over = claim('over', '10:30', 45, true)

  it('stays waived while the visit below it stands', () => {
    expect(restored(under, over)).toEqual([])
  })

  it('holds again when the visit below it was cancelled: no hole is left for a third', () => {
    expect(restored(over)).toEqual(['over'])
    expect(restored(claim('elsewhere', '10:30', 45, false, 'ben'), over)).toEqual(['over'])
  })

  it('B1: holds again when the visit below it moved so that they only touch', () => {
    expect(restored({ ...under, ...lasting('2026-11-26T09:45', 45) }, over)).toEqual(['over'])
  })

  it('gives way to an earlier one that was waived too, so that as much as can holds', () => {
    const second = claim('second', '10:45', 30, true)
    const third = claim('third', '11:15', 30, true)
    expect(restored(third, second, over)).toEqual(['over', 'third'])
    expect(restored(under, second, third)).toEqual(['second', 'third'])
  })

  it('is settled by the id where two begin at once, in whatever order they come', () => {
    const [a, b] = [claim('a', '10:00', 30, true), claim('b', '10:00', 30, true)]
    expect(restored(b, a)).toEqual(['a'])
    expect(restored(a, b)).toEqual(['a'])
  })

  it('leaves claims that were never waived as they are', () => {
    expect(restored(under)).toEqual([])
  })
})
