import { expect, it } from 'vitest'
import { isAffected } from '../../../src/app/providers/affected.ts'

const day = [['appointment', 'day'], { type: 'query' }]
const stock = [['lot', 'list'], { type: 'query' }]

it('a moved visit is asked for again, the stock is not', () => {
  expect(isAffected(day, ['appointment'])).toBe(true)
  expect(isAffected(stock, ['appointment'])).toBe(false)
})

it('everything is asked for again after a gap, and for a table nobody thought of', () => {
  expect(isAffected(stock, ['*'])).toBe(true)
  expect(isAffected(stock, ['appointment', 'something_new'])).toBe(true)
})
