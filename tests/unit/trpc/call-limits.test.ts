import { describe, expect, it } from 'vitest'
import { callBudget, calledProcedures, MAX_CALLS, seats } from '#trpc/call-limits.ts'

describe('the procedures a request names', () => {
  it('are read from the path', () => {
    expect(calledProcedures('session.current')).toEqual(['session.current'])
    expect(calledProcedures('patient.search,body-area.list')).toEqual(['patient.search', 'body-area.list'])
    expect(calledProcedures('patient.search%2Cbody-area.list')).toEqual(['patient.search', 'body-area.list'])
  })

  it('L13: may be ten, not one more', () => {
    const names = (count: number) => Array(count).fill('session.current').join(',')
    expect(calledProcedures(names(MAX_CALLS))).toHaveLength(MAX_CALLS)
    expect(calledProcedures(names(MAX_CALLS + 1))).toBeNull()
  })

  it.each([
    '',
    ',',
    ',,,,,,',
    'session.current,',
    ',session.current',
    'session',
    '__proto__.x',
    'a.b/c',
    'session.%zz',
    'session.current%',
    `a.${'b'.repeat(2000)}`,
  ])('L13: are refused when one is no name: %s', (path) => {
    expect(calledProcedures(path)).toBeNull()
  })
})

describe('the budget of a caller', () => {
  it('L13: counts calls, not requests', () => {
    const budget = callBudget(60)
    for (let request = 0; request < 6; request++) expect(budget.take('one', 10, 0)).toBe(true)
    expect(budget.take('one', 1, 0)).toBe(false)
    expect(budget.take('two', 1, 0)).toBe(true)
  })

  it('comes back evenly, and never above its full size', () => {
    const budget = callBudget(60)
    expect(budget.take('one', 60, 0)).toBe(true)
    expect(budget.take('one', 10, 9_000)).toBe(false)
    expect(budget.take('one', 10, 10_000)).toBe(true)
    expect(budget.take('one', 61, 3_600_000)).toBe(false)
    expect(budget.take('one', 60, 3_600_000)).toBe(true)
  })

  it('forgets whom it heard from longest ago, so that it cannot be filled', () => {
    const budget = callBudget(60, 2)
    for (const caller of ['one', 'two', 'three']) expect(budget.take(caller, 60, 0)).toBe(true)
    expect(budget.take('three', 1, 0)).toBe(false)
    expect(budget.take('one', 60, 0)).toBe(true)
  })
})

describe('what is held open at once', () => {
  it('is counted for each person, and who leaves twice makes one place', () => {
    const places = seats(2, 10)
    const leave = places.take('ana')
    expect(places.take('ana')).not.toBeNull()
    expect(places.take('ana')).toBeNull()
    expect(places.take('desk')).not.toBeNull()
    leave?.()
    leave?.()
    expect(places.take('ana')).not.toBeNull()
    expect(places.take('ana')).toBeNull()
  })

  it('is counted for everybody together', () => {
    const places = seats(2, 3)
    const [first] = ['ana', 'ana', 'desk'].map((holder) => places.take(holder))
    expect(places.take('owner')).toBeNull()
    first?.()
    expect(places.take('owner')).not.toBeNull()
  })
})
