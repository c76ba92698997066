import { expect, it } from 'vitest'
import { dayToOpen } from '../../../src/app/(staff)/desk/day/day-to-open.ts'

const MONDAY = '2031-03-10'
const closed = { columns: [{ working: [] }], visits: [] }
const open = { columns: [{ working: [{}] }], visits: [] }

const weekFrom = (openDates: readonly string[]) => (date: string) =>
  Promise.resolve(openDates.includes(date) ? open : closed)

it('opens with today while somebody works today', async () => {
  expect(await dayToOpen(MONDAY, weekFrom([MONDAY]))).toBe(MONDAY)
})

it('opens on a Sunday with Monday', async () => {
  expect(await dayToOpen('2031-03-09', weekFrom([MONDAY]))).toBe(MONDAY)
})

it('opens with today when somebody comes although nobody is on duty', async () => {
  const read = () => Promise.resolve({ ...closed, visits: [{}] })
  expect(await dayToOpen(MONDAY, read)).toBe(MONDAY)
})

it('opens with today when the clinic is closed for longer than a week', async () => {
  expect(await dayToOpen(MONDAY, weekFrom([]))).toBe(MONDAY)
})
