import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, openDatabase } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { closeQueue } from '#jobs/queue.ts'
import { seedDemo } from '../prisma/seed/demo.ts'
import { seedScope } from '../prisma/seed/scope.ts'
import { type DatabaseUrls, urlsFrom } from '../scripts/database.ts'
import { type Cluster, startCluster } from '../scripts/postgres.ts'
import { runToEnd } from '../scripts/programs.ts'

/** A database of a measurement's own with the demo clinic in it. */
export interface Store {
  readonly owner: pg.Pool
  /** The application's role without the application, behind the same row-level security. */
  readonly raw: pg.Pool
  readonly database: Database
  /** The application's address, for the queue, and the others. */
  readonly urls: DatabaseUrls
  readonly desk: StaffActor
  readonly clinicId: string
  readonly scope: ReturnType<typeof seedScope>
  /** The SQL that `database` has sent since it was last asked, but for BEGIN, COMMIT and the walls' settings. */
  readonly statements: () => string[]
}

/** The measurements' clock: before workload W begins. */
export const NOW_MS = Date.parse('2031-03-08T08:00:00Z')

const SECRET = 'the secret of measurements, which guards nothing'
/** As many connections on either side of a measurement. */
export const POOL_SIZE = 10
/** The demo clinic as every measurement finds it. */
const PATTERN = 'pattern'

interface Server {
  readonly cluster: Cluster
  readonly folder: string
}

let server: Promise<Server> | undefined
const stores = new Map<string, Promise<Store>>()
const closings: (() => Promise<void>)[] = []

/** A database for a measurement, made once a run for each name. The server is started for the first of them. */
export const openStore = (name: string): Promise<Store> => {
  server ??= startServer()
  const store = stores.get(name) ?? server.then((running) => copyPattern(running, name))
  stores.set(name, store)
  return store
}

export const closeStores = async (): Promise<void> => {
  await closeQueue()
  for (const close of closings) await close()
  const running = await server
  if (running === undefined) return
  await running.cluster.stop()
  rmSync(running.folder, { recursive: true, force: true })
}

const startServer = async (): Promise<Server> => {
  const folder = mkdtempSync(join(tmpdir(), 'filiform-bench-'))
  chmodSync(folder, 0o711)
  const cluster = await startCluster({ dataDir: folder, secret: SECRET, fsync: false, maxConnections: 100 })
  await cluster.createDatabase(PATTERN)
  const { ownerUrl } = urlsFrom(cluster.ownerUrl(PATTERN), SECRET)
  const { PATH, SystemRoot } = process.env
  const env = { PATH, SystemRoot, DATABASE_URL: ownerUrl, FILIFORM_SECRET: SECRET, FILIFORM_MODE: 'test' }
  await runToEnd('Migrating', ['scripts/migrate.ts'], env)
  await seedDemo({ ownerUrl, nowMs: NOW_MS })
  // the workloads say when people work and nothing else: the demo's house and rooms never close here
  await ask(ownerUrl, 'DELETE FROM working_hours WHERE practitioner_id IS NULL')
  await ask(ownerUrl, 'DELETE FROM schedule_exception WHERE practitioner_id IS NULL')
  return { cluster, folder }
}

const ask = async (url: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

const copyPattern = async ({ cluster }: Server, name: string): Promise<Store> => {
  await ask(cluster.ownerUrl('postgres'), `CREATE DATABASE "${name}" TEMPLATE "${PATTERN}"`)
  const urls = urlsFrom(cluster.ownerUrl(name), SECRET)
  const scope = seedScope('riverside', NOW_MS)
  const { clinicId } = scope
  const poolOf = (url: string, max: number, settings: string) => {
    const pool = new pg.Pool({ connectionString: url, max, options: `-c timezone=UTC -c jit=off ${settings}` })
    // at the end the server may hang up first
    return pool.on('error', () => {})
  }
  const owner = poolOf(urls.ownerUrl, 2, '')
  // inside the clinic's walls for good, so that a bare statement is one round trip
  const raw = poolOf(urls.appUrl, POOL_SIZE, `-c app.clinic_id=${clinicId} -c app.actor=staff`)
  let sent: string[] = []
  const database = openDatabase(urls.appUrl, POOL_SIZE, (sql) => {
    if (!/^\s*SELECT\s+set_config/i.test(sql)) sent.push(sql)
  })
  const desk: StaffActor = {
    ...{ kind: 'staff', identityId: 'bench', clinicId, name: 'Bench', roles: ['desk'] },
    ...{ practitionerId: null, clinicalLead: false },
  }
  const statements = () => {
    const since = sent
    sent = []
    return since
  }
  closings.push(async () => {
    await Promise.all([owner.end(), raw.end(), database.$disconnect()])
  })
  return { owner, raw, database, urls, desk, clinicId, scope, statements }
}

/** Writes without asking the guarantees: what a measurement needs to be there, a million rows if need be. */
export const fill = async ({ owner }: Store, statements: readonly (readonly [string, readonly unknown[]])[]) => {
  const client = await owner.connect()
  try {
    await client.query(`SET session_replication_role = 'replica'`)
    for (const [sql, values] of statements) await client.query(sql, [...values])
    await client.query(`SET session_replication_role = 'origin'`)
  } finally {
    client.release()
  }
}
