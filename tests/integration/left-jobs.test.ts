import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { handOverLeft } from '../../src/jobs/relay.ts'
import { type FrontDesk, openFrontDesk } from '../support/front-desk.ts'
import { rowsOf } from '../support/raw-sql.ts'

let house: FrontDesk

beforeAll(async () => {
  house = await openFrontDesk()
})
afterAll(async () => {
  await house?.close()
})
beforeEach(async () => {
  await house.owner.query('DELETE FROM left_job')
  await house.owner.query(`DELETE FROM jobs.job WHERE name = 'tell-of-visit'`)
})

const leave = async (count: number, name = 'tell-of-visit'): Promise<string[]> => {
  const ids = Array.from({ length: count }, () => randomUUID())
  await house.owner.query(
    `INSERT INTO left_job (clinic_id, name, data) SELECT $1, $2, jsonb_build_object('appointmentIds', jsonb_build_array(id))
     FROM unnest($3::text[]) id`,
    [house.riverside.clinicId, name, ids],
  )
  return ids
}
const left = async () => (await rowsOf(house.owner, 'SELECT 1 FROM left_job')).length
const queued = async (): Promise<string[]> => {
  const rows = await rowsOf<{ id: string }>(
    house.owner,
    `SELECT data -> 'appointmentIds' ->> 0 AS id FROM jobs.job WHERE name = 'tell-of-visit'`,
  )
  return rows.map(({ id }) => id).toSorted()
}

it('what was left is handed to the queue once, however many workers look at the same time', async () => {
  const ids = await leave(600)
  const looks = await Promise.all(Array.from({ length: 8 }, () => handOverLeft(house.database)))
  while ((await handOverLeft(house.database)).more);
  expect(looks.some(({ names }) => names.includes('tell-of-visit'))).toBe(true)
  expect(await queued()).toEqual(ids.toSorted())
  expect(await left()).toBe(0)
})

it('nothing is lost where the queue does not take it: it is handed over when the queue is there again', async () => {
  const ids = await leave(3)
  await house.owner.query('ALTER SCHEMA jobs RENAME TO away')
  await expect(handOverLeft(house.database)).rejects.toThrow()
  await house.owner.query('ALTER SCHEMA away RENAME TO jobs')
  expect(await left()).toBe(3)
  await handOverLeft(house.database)
  expect(await queued()).toEqual(ids.toSorted())
})

it('a job that this worker does not know is left to one that does, and holds up no other', async () => {
  await leave(1, 'paint-the-waiting-room')
  const ids = await leave(1)
  expect(await handOverLeft(house.database)).toEqual({ names: ['tell-of-visit'], more: false })
  expect(await queued()).toEqual(ids)
  expect(await left()).toBe(1)
})
