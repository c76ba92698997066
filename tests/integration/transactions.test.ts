import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase, type Transaction } from '#db/client.ts'
import { sqlState } from '#db/errors.ts'
import { asActor } from '#db/scope.ts'
import { finishWith } from '#db/transaction.ts'
import { type TestClinic, twoClinics } from '../support/clinics.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let test: TestDatabase
let database: Database
let river: TestClinic

beforeAll(async () => {
  test = await testDatabase({ clinics: true })
  river = twoClinics().riverside
  database = openDatabase(test.appUrl, 2)
})
afterAll(async () => {
  await database?.$disconnect()
  await test?.drop()
})

const write = (tx: Transaction, kind: string) =>
  tx.$executeRaw`INSERT INTO task (clinic_id, kind, status, detail) VALUES (${river.clinicId}::uuid, ${kind}, 'open', '{}')`
const written = (kind: string) =>
  asActor(database, river.desk, async (tx) => (await tx.task.findMany({ where: { kind } })).length)

describe('one transaction', () => {
  it('shows SQL what a model wrote and a model what SQL wrote, and takes both back together', async () => {
    const both = async (tx: Transaction): Promise<number> => {
      await write(tx, 'both')
      await tx.task.create({ data: { clinicId: river.clinicId, kind: 'both', status: 'open', detail: {} } })
      const [row] = await tx.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM task WHERE kind = 'both'`
      return row?.count ?? 0
    }
    const undone = asActor(database, river.desk, async (tx) => {
      expect(await both(tx)).toBe(2)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await written('both')).toBe(0)
    expect(await asActor(database, river.desk, both)).toBe(2)
    expect(await written('both')).toBe(2)
  })

  it('runs what is asked for together in the order of asking', async () => {
    const [seen] = await asActor(database, river.desk, async (tx) => {
      const [, rows] = await Promise.all([
        write(tx, 'in order'),
        tx.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM task WHERE kind = 'in order'`,
        tx.$executeRaw`DELETE FROM task WHERE kind = 'in order'`,
      ])
      return rows
    })
    expect(seen?.count).toBe(1)
    expect(await written('in order')).toBe(0)
  })

  it('says what failed first, not that the rest came too late', async () => {
    const failed = asActor(database, river.desk, (tx) =>
      Promise.all([write(tx, 'first'), tx.$queryRaw`SELECT 1 / 0`, write(tx, 'second')]),
    )
    expect(await failed.catch(sqlState)).toBe('22012')
    expect(await written('first')).toBe(0)
  })

  it('commits nothing when a write that nobody waited for has failed, and says why', async () => {
    const failed = asActor(database, river.desk, async (tx) => {
      await write(tx, 'awaited')
      await finishWith(tx, [write(tx, 'last'), tx.$queryRaw`SELECT 1 / 0`])
      return 'done'
    })
    expect(await failed.catch(sqlState)).toBe('22012')
    expect((await written('awaited')) + (await written('last'))).toBe(0)
  })

  it('answers nobody any more when it has ended, though the connection lives on', async () => {
    const kept: Transaction[] = []
    await asActor(database, river.desk, async (tx) => {
      kept.push(tx)
    })
    const [late] = kept
    if (late === undefined) throw new Error('There was a transaction')
    await expect(write(late, 'late')).rejects.toThrow('This transaction has ended')
    expect(await written('late')).toBe(0)
  })

  it('is not taken for committed when what failed in it was swallowed', async () => {
    const swallowed = asActor(database, river.desk, async (tx) => {
      await tx.$queryRaw`SELECT 1 / 0`.catch(() => 'never mind')
      return 'done'
    })
    await expect(swallowed).rejects.toThrow('was not heard of')
  })

  it('reads large numbers, dates and instants as they are, whatever the zone of this process', async () => {
    const [row] = await asActor(
      database,
      river.desk,
      (tx) => tx.$queryRaw<{ big: bigint; day: Date; instant: Date; wall: Date; same: Date }[]>`
        SELECT 9007199254740993::int8 AS big, '2026-03-29'::date AS day, '2026-03-29T01:00:00Z'::timestamptz AS instant,
          '2026-03-29T02:30:00'::timestamp AS wall, ${new Date('2026-10-25T00:30:00Z')}::timestamptz AS same`,
    )
    expect(row).toEqual({
      big: 9007199254740993n,
      day: new Date('2026-03-29T00:00:00Z'),
      instant: new Date('2026-03-29T01:00:00Z'),
      wall: new Date('2026-03-29T02:30:00Z'),
      same: new Date('2026-10-25T00:30:00Z'),
    })
  })
})
