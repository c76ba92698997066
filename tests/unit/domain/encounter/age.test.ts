import { describe, expect, it } from 'vitest'
import { ageOn } from '#domain/encounter/age.ts'

describe('the age beside a name', () => {
  it('grows on the birthday and not the day before', () => {
    expect(ageOn('1985-11-26', '2026-11-25')).toBe(40)
    expect(ageOn('1985-11-26', '2026-11-26')).toBe(41)
  })

  it('grows on 1 March in a common year for who was born on 29 February', () => {
    expect(ageOn('2004-02-29', '2026-02-28')).toBe(21)
    expect(ageOn('2004-02-29', '2026-03-01')).toBe(22)
    expect(ageOn('2004-02-29', '2028-02-29')).toBe(24)
  })

  it('is nought in the first year', () => expect(ageOn('2026-01-10', '2026-11-26')).toBe(0))
})
