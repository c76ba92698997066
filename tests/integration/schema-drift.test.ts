import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { rawPool, rowsOf } from '../support/raw-sql.ts'

let test: TestDatabase
let owner: pg.Pool

/** The migrated tables stand in `public`; what the models say is built beside them, in `models`. */
beforeAll(async () => {
  test = await testDatabase()
  owner = rawPool(test.ownerUrl, 1)
  const script = fileURLToPath(new URL('../support/models-as-sql.ts', import.meta.url))
  const sql = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, test.ownerUrl], {
    encoding: 'utf8',
  })
  expect(sql).toContain('CREATE TABLE "appointment"')
  await owner.query(`CREATE SCHEMA models; SET search_path = models, public; ${sql}; RESET search_path`)
})

afterAll(async () => {
  await owner?.end()
  await test?.drop()
})

/** Tables that no model describes: the clock, the migrations' own list, what is left for the worker and its sign of life. */
const WITHOUT_MODEL = ['_prisma_migrations', 'app_clock', 'left_job', 'worker_heartbeat']

const inSchema = async (schema: string, sql: string): Promise<string[]> => {
  const rows = await rowsOf<{ line: string }>(owner, sql, [schema, WITHOUT_MODEL])
  return rows.map(({ line }) => line.replaceAll(`${schema}.`, '').replaceAll('public.', ''))
}

const alike = async (sql: string): Promise<void> => {
  const [migrated, modelled] = [await inSchema('public', sql), await inSchema('models', sql)]
  expect(modelled.length).toBeGreaterThan(30)
  expect(migrated).toEqual(modelled)
}

it('the migrations make every table that the models have, and no other', async () => {
  await alike(
    `SELECT relname::text AS line FROM pg_class
     WHERE relnamespace = $1::regnamespace AND relkind = 'r' AND relname <> ALL ($2) ORDER BY 1`,
  )
})

it('every column has the type, the default and the freedom to be null that its model says', async () => {
  // Prisma has no words for a column that PostgreSQL works out from others
  await alike(
    `SELECT format('%s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
              CASE WHEN a.attnotnull THEN 'NOT NULL' ELSE 'NULL' END, CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END) AS line
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' AND c.relname <> ALL ($2) ORDER BY 1`,
  )
})

it('every primary and foreign key is the one its model says', async () => {
  await alike(
    `SELECT format('%s %s %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) AS line
     FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
     WHERE c.connamespace = $1::regnamespace AND c.contype IN ('p', 'f') AND t.relname <> ALL ($2) ORDER BY 1`,
  )
})

it('every index of the models is there', async () => {
  const sql = `SELECT indexdef AS line FROM pg_indexes WHERE schemaname = $1 AND tablename <> ALL ($2) ORDER BY 1`
  const migrated = new Set(await inSchema('public', sql))
  const modelled = await inSchema('models', sql)
  expect(modelled.length).toBeGreaterThan(30)
  expect(modelled.filter((line) => !migrated.has(line))).toEqual([])
})
