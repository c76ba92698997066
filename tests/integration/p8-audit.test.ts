import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import { uuidv7 } from '#lib/ids.ts'
import { type TestClinic, twoClinics } from '../support/clinics.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { attempt, codeOf, rawPool, rowsOf } from '../support/raw-sql.ts'

let test: TestDatabase
let owner: pg.Pool
let raw: pg.Pool
let database: Database
let river: TestClinic

beforeAll(async () => {
  test = await testDatabase({ clinics: true })
  river = twoClinics().riverside
  owner = rawPool(test.ownerUrl, 2)
  raw = rawPool(test.appUrl, 5)
  database = openDatabase(test.appUrl, 10)
})

afterAll(async () => {
  await database?.$disconnect()
  await raw?.end()
  await owner?.end()
  await test?.drop()
})

const ENTRY = { action: 'test.done', entityType: 'clinic', entityId: 'it' }
const request = () => ({ command: 'test', requestId: uuidv7() })

const trailOf = (requestId: string) =>
  rowsOf<{ action: string; identity_id: string; actor_kind: string }>(
    owner,
    'SELECT action, identity_id, actor_kind FROM audit_event WHERE request_id = $1',
    [requestId],
  )

describe('P8: what was written down stays written down', () => {
  it('a command leaves one line in the trail, which says who', async () => {
    const asked = request()
    expect(await runCommand(database, river.desk, asked, async () => done('x', ENTRY))).toEqual({
      ok: true,
      value: 'x',
    })
    expect(await trailOf(asked.requestId)).toEqual([
      { action: 'test.done', identity_id: river.desk.identityId, actor_kind: 'staff' },
    ])
  })

  it('a refused command leaves nothing behind', async () => {
    const asked = request()
    const answer = await runCommand(database, river.desk, asked, async (tx) => {
      await tx.task.create({ data: { clinicId: river.clinicId, kind: 'left-behind', status: 'open', detail: {} } })
      return refused({ reason: 'not-today' })
    })
    expect(answer).toEqual({ ok: false, refusals: [{ reason: 'not-today' }] })
    expect(await trailOf(asked.requestId)).toEqual([])
    expect(await rowsOf(owner, `SELECT 1 FROM task WHERE kind = 'left-behind'`)).toEqual([])
  })

  it('a hundred callers with one request get one answer, and the trail one line', async () => {
    const asked = request()
    let carriedOut = 0
    // its first write is sent before anybody knows that the request was made already, and must leave nothing then
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        runCommand(database, river.desk, asked, async (tx) => {
          await tx.$executeRaw`INSERT INTO task (clinic_id, kind, status, detail) VALUES (${river.clinicId}::uuid, 'once', 'open', '{}')`
          return done(`answer ${++carriedOut}`, ENTRY)
        }),
      ),
    )
    expect(await rowsOf(owner, `SELECT 1 FROM task WHERE kind = 'once'`)).toHaveLength(1)
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ ok: true, value: 'answer 1' })]),
    )
    expect(carriedOut).toBe(1)
    expect(await trailOf(asked.requestId)).toHaveLength(1)
  })

  it("somebody else's request, or another command under its id, is not answered with the first one's", async () => {
    const asked = request()
    await runCommand(database, river.desk, asked, async () => done('private', ENTRY))
    const reused = { ok: false, refusals: [{ reason: 'request-reused' }] }
    expect(await runCommand(database, river.ana, asked, async () => done('x', ENTRY))).toEqual(reused)
    const other = { ...asked, command: 'another' }
    expect(await runCommand(database, river.desk, other, async () => done('x', ENTRY))).toEqual(reused)
  })

  it.each([`UPDATE audit_event SET actor_name = 'somebody else'`, 'DELETE FROM audit_event', 'TRUNCATE audit_event'])(
    'the application cannot: %s',
    async (sql) => {
      for (const actor of [river.owner, river.system]) expect(codeOf(await attempt(raw, actor, sql))).toBe('42501')
    },
  )

  it.each([`UPDATE audit_event SET actor_name = 'somebody else'`, 'DELETE FROM audit_event', 'TRUNCATE audit_event'])(
    "even the database's owner is refused: %s",
    async (sql) => {
      await runCommand(database, river.desk, request(), async () => done('x', ENTRY))
      await expect(owner.query(sql)).rejects.toMatchObject({ code: 'FF008' })
    },
  )

  it.each(['stock_entry', 'override', 'deviation', 'incident'])(
    'rows of %s are only added, by anybody',
    async (table) => {
      const [column] = await rowsOf<{ name: string }>(
        owner,
        `SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND column_name = 'by_identity_id'`,
        [table],
      )
      expect(column?.name).toBe('by_identity_id')
      const change = `UPDATE ${table} SET by_identity_id = 'somebody else'`
      expect(codeOf(await attempt(raw, river.owner, change))).toBe('42501')
      expect(codeOf(await attempt(raw, river.owner, `DELETE FROM ${table}`))).toBe('42501')
      const triggers = await rowsOf(
        owner,
        `SELECT 1 FROM pg_trigger WHERE tgrelid = $1::regclass AND tgname = 'only_added' AND tgenabled = 'O'`,
        [table],
      )
      expect(triggers).toHaveLength(1)
    },
  )

  it('a patient adds to the trail by what they do, and does not read it', async () => {
    const asked = request()
    await runCommand(database, river.patient, asked, async () => done('x', ENTRY))
    expect(await trailOf(asked.requestId)).toHaveLength(1)
    const read = await attempt(raw, river.patient, 'SELECT 1 FROM audit_event')
    expect(read.ok && read.value.rowCount).toBe(0)
  })
})
