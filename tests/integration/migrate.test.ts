import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demandUsable, withDatabase } from '../../scripts/database.ts'
import { migrate } from '../../scripts/migrate.ts'
import { queues } from '../../src/jobs/queues.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

describe('migrating', () => {
  it('leaves a migrated database as it is, also when two commands migrate it at once', async () => {
    const [first, second] = await Promise.all([migrate(database), migrate(database)])
    expect([first.applied, second.applied]).toEqual([[], []])
  })

  it('gives web and worker roles that own nothing and pass no wall', async () => {
    const { rows } = await withDatabase(database.ownerUrl, (client) =>
      client.query(`SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolcanlogin,
                           (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned
                    FROM pg_roles r WHERE rolname LIKE 'filiform\\_a%' ORDER BY rolname`),
    )
    const powerless = {
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolbypassrls: false,
      rolcanlogin: true,
      owned: 0,
    }
    expect(rows).toEqual([
      { rolname: 'filiform_app', ...powerless },
      { rolname: 'filiform_auth', ...powerless },
    ])
  })

  it('lets the application use the queues it finds, and make none', async () => {
    await withDatabase(database.appUrl, async (client) => {
      const { rows } = await client.query<{ name: string }>('SELECT name FROM jobs.queue')
      expect(rows.map((row) => row.name)).toEqual(expect.arrayContaining(queues.map((queue) => queue.name)))
      await expect(client.query('CREATE TABLE jobs.mine (id int)')).rejects.toMatchObject({ code: '42501' })
      await expect(client.query('CREATE TABLE public.mine (id int)')).rejects.toMatchObject({ code: '42501' })
    })
  })

  it('refuses to go on from a migration that was begun and never finished, and names it', async () => {
    const half = await testDatabase()
    await withDatabase(half.ownerUrl, (client) =>
      client.query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ($1, 'x', '20990101000000_half', now())`,
        [randomUUID()],
      ),
    )
    await expect(migrate(half)).rejects.toThrow(/20990101000000_half .* begun and never finished/)
    await half.drop()
  })

  it('refuses a database that a newer version has migrated', async () => {
    const newer = await testDatabase()
    await withDatabase(newer.ownerUrl, (client) =>
      client.query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, 'x', '20990101000000_later', now(), 1)`,
        [randomUUID()],
      ),
    )
    await expect(migrate(newer)).rejects.toThrow(/another version of Filiform \(20990101000000_later/)
    await newer.drop()
  })

  it('says in one sentence, and without the password, that a database cannot be reached', async () => {
    const refusals = await Promise.all(
      [
        'postgresql://me:hunter2@127.0.0.1:1/none',
        withPath(database.ownerUrl, '/absent'),
        withWrongPassword(database.ownerUrl),
      ].map((url) =>
        demandUsable(url).then(
          () => 'usable',
          (error: Error) => error.message,
        ),
      ),
    )
    expect(refusals[0]).toBe('The database at 127.0.0.1:1/none cannot be used: nothing answers there.')
    expect(refusals[1]).toMatch(/there is no such database\.$/)
    expect(refusals[2]).toMatch(/it refuses the user or password\.$/)
  })

  it('works on a server in any zone, and shifts the clock of a test database only', async () => {
    const kathmandu = await testDatabase({ timezone: 'Asia/Kathmandu' })
    const client = new pg.Client({ connectionString: kathmandu.ownerUrl })
    await client.connect()
    const { rows } = await client.query<{ zone: string; shifted: boolean }>(
      `SELECT current_setting('timezone') AS zone, app_now() <> now() AS shifted`,
    )
    await client.end()
    expect(rows[0]).toEqual({ zone: 'Asia/Kathmandu', shifted: false })
    await kathmandu.drop()
  })
})

function withPath(url: string, path: string): string {
  return Object.assign(new URL(url), { pathname: path }).href
}

function withWrongPassword(url: string): string {
  return Object.assign(new URL(url), { password: 'wrong' }).href
}
