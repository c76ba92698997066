import { describe, expect, it } from 'vitest'
import {
  entriesOf,
  type NeedlingRow,
  needlesIn,
  rowsFor,
  usuallyRetained,
  withInsertions,
  withNeedles,
} from '../../../src/ui/clinic/needling-rows.ts'
import { scanTitleKey } from '../../../src/ui/clinic/scan-title.ts'
import { translateFor } from '../../../src/words/translator.ts'

const row = (more: Partial<NeedlingRow> = {}): NeedlingRow => ({
  areaId: 'upper-trapezius.left',
  needles: 4,
  insertions: 4,
  retained: false,
  lotId: null,
  ...more,
})

describe('needles about to be written down', () => {
  it('keep what was entered for an area when another is chosen or given up', () => {
    const both = rowsFor(['upper-trapezius.left', 'levator-scapulae.left'], [row()], false)
    expect(both.map(({ areaId, needles }) => [areaId, needles])).toEqual([
      ['upper-trapezius.left', 4],
      ['levator-scapulae.left', 1],
    ])
    expect(rowsFor(['upper-trapezius.left'], both, false)).toEqual([row()])
  })

  it('count an insertion for each needle until somebody says there were more', () => {
    expect(withNeedles(row(), 6)).toMatchObject({ needles: 6, insertions: 6 })
    expect(withNeedles(row({ insertions: 9 }), 6)).toMatchObject({ needles: 6, insertions: 9 })
    expect(withNeedles(row({ insertions: 9 }), 12)).toMatchObject({ needles: 12, insertions: 12 })
  })

  it('never have fewer insertions than needles', () => {
    expect(withInsertions(row(), 2)).toMatchObject({ insertions: 4 })
    expect(withInsertions(row(), 11)).toMatchObject({ insertions: 11 })
  })

  it('come from the box scanned last unless another of today’s boxes was named', () => {
    const rows = [row(), row({ areaId: 'levator-scapulae.left', lotId: 'other' })]
    expect(entriesOf(rows, 'latest')?.map(({ lotId }) => lotId)).toEqual(['latest', 'other'])
  })

  it('cannot be written down before a box was scanned or an area chosen', () => {
    expect(entriesOf([row()], null)).toBeNull()
    expect(entriesOf([], 'latest')).toBeNull()
    expect(entriesOf([row({ lotId: 'named' })], null)).toHaveLength(1)
  })

  it('are summed for the button that records them', () => {
    expect(needlesIn([])).toBe(0)
    expect(needlesIn([row(), row({ needles: 3 })])).toBe(7)
  })

  it('stay in for acupuncture and come out at once in dry needling', () => {
    expect(['body-acupuncture', 'electro-needling'].map(usuallyRetained)).toEqual([true, true])
    expect(['deep-dry-needling', null].map(usuallyRetained)).toEqual([false, false])
  })
})

describe('a box that was refused', () => {
  it('is named for what is the matter with it', () => {
    const title = (reason: string) => translateFor('en')(scanTitleKey(reason))
    expect(title('recalled')).toBe('Recalled: do not use')
    expect(title('expired')).toBe('Expired: do not use')
    expect(title('empty')).toBe('Not enough in stock')
    expect(title('unknown-lot')).toBe('This box cannot be used yet')
    expect(title('toString')).toBe('This box cannot be used yet')
  })
})
