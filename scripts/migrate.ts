import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { queues } from '../src/jobs/queues.ts'
import { clockOffsetMs } from '../src/lib/clock.ts'
import { readOwnerSettings, settled, withPassword } from '../src/lib/env.ts'
import { ROLES } from '../src/lib/settings-table.ts'
import { type DatabaseUrls, demandUsable, place, urlsFrom, withDatabase } from './database.ts'
import { root } from './project.ts'
import { command, Refusal } from './refusal.ts'

/** Brings a database to the present form: roles, extensions, tables, queues, clock. Safe to repeat and to run twice at once. */
export async function migrate(urls: DatabaseUrls): Promise<{ applied: string[] }> {
  await demandUsable(urls.ownerUrl)
  return withDatabase(urls.ownerUrl, async (client) => {
    await client.query(`SELECT pg_advisory_lock(hashtext('filiform migrate'))`)
    await createRoles(client, urls)
    for (const extension of ['btree_gist', 'pg_trgm', 'unaccent'])
      await client.query(`CREATE EXTENSION IF NOT EXISTS ${extension} WITH SCHEMA public`)
    await demandWholeHistory(client, urls.ownerUrl)
    const applied = await applyMigrations(urls.ownerUrl)
    // so that the running processes can tell whether they fit the database
    await client.query(
      `GRANT SELECT (migration_name, finished_at, rolled_back_at) ON public._prisma_migrations TO ${ROLES.app}`,
    )
    await createQueues(client, urls.ownerUrl)
    await client.query(`UPDATE app_clock SET shift = make_interval(secs => $1)`, [clockOffsetMs() / 1000])
    return { applied }
  })
}

async function createRoles(client: pg.Client, { appUrl, authUrl }: DatabaseUrls): Promise<void> {
  for (const [role, url] of [
    [ROLES.app, appUrl],
    [ROLES.auth, authUrl],
  ] as const) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
    const verb = rowCount === 0 ? 'CREATE' : 'ALTER'
    const password = pg.escapeLiteral(decodeURIComponent(new URL(url).password))
    const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS'
    await client.query(`${verb} ROLE ${role} ${rights} PASSWORD ${password}`).catch((error: Error) => {
      throw new Refusal(`The database's owner cannot make the role ${role}: ${error.message}.`)
    })
  }
}

type HistoryRow = { migration_name: string; unfinished: boolean }

/** Refuses a history that this version cannot go on from: one left half-way, and one from a newer version. */
async function demandWholeHistory(client: pg.Client, ownerUrl: string): Promise<void> {
  const { rows: tables } = await client.query<{ found: boolean }>(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS found`,
  )
  if (!tables[0]?.found) return
  const { rows } = await client.query<HistoryRow>(
    'SELECT migration_name, finished_at IS NULL AS unfinished FROM public._prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at',
  )
  const half = rows.find((row) => row.unfinished)
  if (half)
    throw new Refusal(
      `The migration ${half.migration_name} of the database at ${place(ownerUrl)} was begun and never finished: restore a backup, or for a demo run \`npm run db:reset\`.`,
    )
  const known = new Set(migrationNames())
  const unknown = rows.find((row) => !known.has(row.migration_name))
  if (unknown)
    throw new Refusal(
      `The database at ${place(ownerUrl)} was migrated by another version of Filiform (${unknown.migration_name} is not known here): run that version.`,
    )
}

const folder = join(root, 'prisma', 'migrations')

function migrationNames(): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

async function applyMigrations(ownerUrl: string): Promise<string[]> {
  // The engine reads WebAssembly, which takes a moment: only when there is something to apply.
  const waiting = await withDatabase(ownerUrl, unapplied)
  if (waiting.length === 0) return []
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm')
  const factory = new WholeScripts({ connectionString: ownerUrl, options: '-c timezone=UTC' })
  const engine = await SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  )
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationsOnDisk(),
      filters: { externalTables: [], externalEnums: [] },
    })
    return appliedMigrationNames
  } catch (error) {
    const name = (await withDatabase(ownerUrl, unapplied))[0] ?? 'of the database'
    throw new Refusal(`The migration ${name} failed: ${factory.refused?.message ?? String(error)}.`)
  } finally {
    engine.free()
    await factory.close()
  }
}

async function unapplied(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ found: boolean }>(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS found`,
  )
  if (!tables[0]?.found) return migrationNames()
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  const done = new Set(rows.map((row) => row.migration_name))
  return migrationNames().filter((name) => !done.has(name))
}

/** The adapter cuts scripts at every semicolon, also inside functions; sent whole, each is also one transaction. */
class WholeScripts extends PrismaPg {
  refused: Error | undefined
  private readonly opened: { dispose(): Promise<void> }[] = []

  /** The engine forgets to. */
  async close(): Promise<void> {
    for (const adapter of this.opened) await adapter.dispose()
  }

  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect()
    this.opened.push(adapter)
    const pool = adapter.underlyingDriver()
    adapter.executeScript = async (script) => {
      await pool.query(script).catch((error: Error) => {
        this.refused = error
        throw error
      })
    }
    return adapter
  }
}

function migrationsOnDisk() {
  const lockfile = { path: 'migration_lock.toml', content: readFileSync(join(folder, 'migration_lock.toml'), 'utf8') }
  const migrationDirectories = migrationNames().map((path) => ({
    path,
    migrationFile: {
      path: 'migration.sql',
      content: { tag: 'ok' as const, value: readFileSync(join(folder, path, 'migration.sql'), 'utf8') },
    },
  }))
  return { baseDir: folder, lockfile, shadowDbInitScript: '', migrationDirectories }
}

async function createQueues(client: pg.Client, ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    options: '-c timezone=UTC',
    schema: 'jobs',
    max: 2,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => {})
  await boss.start()
  try {
    const there = new Set((await boss.getQueues()).map((queue) => queue.name))
    for (const { name, options } of queues) {
      if (there.has(name)) await boss.updateQueue(name, options)
      else await boss.createQueue(name, options)
    }
  } finally {
    await boss.stop({ graceful: false })
  }
  await client.query(`
    GRANT USAGE ON SCHEMA jobs TO ${ROLES.app};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jobs TO ${ROLES.app};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA jobs TO ${ROLES.app};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA jobs TO ${ROLES.app}`)
}

/** On its own: for installations where something else starts web and worker. */
if (import.meta.main) {
  await command(async () => {
    const { databaseUrl, secret, appDatabaseUrl, authDatabaseUrl } = settled(readOwnerSettings(process.env))
    if (databaseUrl === null || secret === null)
      throw new Refusal('DATABASE_URL and FILIFORM_SECRET are needed for migrating.')
    const derived = urlsFrom(databaseUrl, secret)
    const { applied } = await migrate({
      ownerUrl: databaseUrl,
      appUrl: appDatabaseUrl === null ? derived.appUrl : withPassword(appDatabaseUrl, secret),
      authUrl: authDatabaseUrl === null ? derived.authUrl : withPassword(authDatabaseUrl, secret),
    })
    console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`)
    return 0
  })
}
