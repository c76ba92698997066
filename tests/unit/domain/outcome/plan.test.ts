import { describe, expect, it } from 'vitest'
import { planStanding } from '#domain/outcome/plan.ts'

describe('a course of visits', () => {
  it('counts the visit in question as the next of it', () => {
    expect(planStanding({ visits: 6, before: 2, booked: 0 })).toEqual({ visit: 3, of: 6, usedUp: false, toBook: 3 })
  })

  it('leaves to be booked what is neither begun nor booked', () => {
    expect(planStanding({ visits: 6, before: 0, booked: 2 }).toBook).toBe(3)
    expect(planStanding({ visits: 6, before: 3, booked: 9 }).toBook).toBe(0)
  })

  it('is used up after the visits that were agreed, and not with the last of them', () => {
    expect(planStanding({ visits: 6, before: 5, booked: 0 })).toMatchObject({ visit: 6, usedUp: false, toBook: 0 })
    expect(planStanding({ visits: 6, before: 6, booked: 0 })).toMatchObject({ visit: 7, usedUp: true, toBook: 0 })
  })
})
