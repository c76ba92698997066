import { describe, expect, it } from 'vitest'
import {
  emptyRow,
  entriesOf,
  missingIn,
  type NeedlingRow,
  needlesIn,
  rowOfUsual,
  rowsFor,
  stillToPlace,
  usuallyRetained,
  withInsertions,
  withNeedles,
  withOnlyBox,
} from '../../../src/ui/clinic/needling/needling-rows.ts'
import { scanTitleKey } from '../../../src/ui/clinic/needling/scan-title.ts'
import { translateFor } from '../../../src/words/translator.ts'

const row = (more: Partial<NeedlingRow> = {}): NeedlingRow => ({
  ...emptyRow('upper-trapezius.left', false),
  needles: 4,
  insertions: 4,
  ...more,
})

describe('needles about to be written down', () => {
  it('keep what was entered for an area when another is chosen or given up; a new one begins with none', () => {
    const both = rowsFor(['upper-trapezius.left', 'levator-scapulae.left'], [row()], false)
    expect(both.map(({ areaId, needles }) => [areaId, needles])).toEqual([
      ['upper-trapezius.left', 4],
      ['levator-scapulae.left', 0],
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

  it('come from the one box read in this visit, and stay of it when another is read; of two, somebody says which (Z8)', () => {
    const bound = withOnlyBox(row(), ['first'])
    expect(bound.lotId).toBe('first')
    expect(withOnlyBox(bound, ['second', 'first']).lotId).toBe('first')
    expect(withOnlyBox(row(), ['second', 'first']).lotId).toBeNull()
    expect(withOnlyBox(row(), []).lotId).toBeNull()
  })

  it('say what is still missing, one thing at a time', () => {
    expect(missingIn([], 0)).toBe('area')
    expect(missingIn([row({ needles: 0 })], 0)).toBe('needles')
    expect(missingIn([row()], 0)).toBe('lot')
    expect(missingIn([row({ lotId: 'first' })], 1)).toBe('side')
    expect(missingIn([row({ lotId: 'first' }), row({ needles: 0 })], 0)).toBeNull()
  })

  it('leave out areas that were planned and not needled', () => {
    const rows = [row({ lotId: 'first', point: ' GB21 ' }), row({ areaId: 'soleus.right', needles: 0, lotId: 'first' })]
    expect(entriesOf(rows)).toEqual([
      expect.objectContaining({ areaId: 'upper-trapezius.left', needles: 4, point: 'GB21', electro: null }),
    ])
    expect(entriesOf(rows)[0]).not.toHaveProperty('technique')
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

describe('same as last time (Z8)', () => {
  const usual = { technique: 'deep-dry-needling', manipulation: 'rotated', retained: true } as const

  it('is how the muscle was needled; its needles and its box are still to be said', () => {
    expect(rowOfUsual('soleus.right', { ...usual, muscle: 'soleus' }, 'deep-dry-needling')).toEqual({
      ...emptyRow('soleus.right', true),
      manipulation: 'rotated',
    })
  })

  it('asks for the side of each muscle once, until one is chosen', () => {
    const suggested = ['soleus', 'infraspinatus', 'soleus'].map((muscle) => ({ ...usual, muscle }))
    expect(stillToPlace(suggested, []).map(({ muscle }) => muscle)).toEqual(['soleus', 'infraspinatus'])
    expect(stillToPlace(suggested, ['soleus.left']).map(({ muscle }) => muscle)).toEqual(['infraspinatus'])
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
