import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, openDatabase } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { seedDemo } from '../prisma/seed/demo.ts'
import { seedScope } from '../prisma/seed/scope.ts'
import { urlsFrom } from '../scripts/database.ts'
import { startCluster } from '../scripts/postgres.ts'
import { runToEnd } from '../scripts/programs.ts'

/** A server of the measurements' own with the demo clinic in it. */
export interface Store {
  readonly owner: pg.Pool
  /** The application's role without the application, behind the same row-level security. */
  readonly raw: pg.Pool
  readonly database: Database
  readonly desk: StaffActor
  readonly clinicId: string
  readonly scope: ReturnType<typeof seedScope>
}

/** The measurements' clock: before workload W begins. */
export const NOW_MS = Date.parse('2031-03-08T08:00:00Z')

const SECRET = 'the secret of measurements, which guards nothing'
/** As many connections on either side of a measurement. */
export const POOL_SIZE = 10

let opened: Promise<Store & { readonly close: () => Promise<void> }> | undefined

/** Starts the server once for all jobs of a run. */
export const openStore = (): Promise<Store> => {
  opened ??= start()
  return opened
}

export const closeStore = async (): Promise<void> => {
  await (await opened)?.close()
  opened = undefined
}

const start = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'filiform-bench-'))
  chmodSync(folder, 0o711)
  const cluster = await startCluster({ dataDir: folder, secret: SECRET, fsync: false, maxConnections: 100 })
  await cluster.createDatabase('filiform')
  const urls = urlsFrom(cluster.ownerUrl('filiform'), SECRET)
  const { PATH, SystemRoot } = process.env
  const env = { PATH, SystemRoot, DATABASE_URL: urls.ownerUrl, FILIFORM_SECRET: SECRET, FILIFORM_MODE: 'test' }
  await runToEnd('Migrating', ['scripts/migrate.ts'], env)
  await seedDemo({ ownerUrl: urls.ownerUrl, nowMs: NOW_MS })
  await openAllHours(urls.ownerUrl)
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
  const database = openDatabase(urls.appUrl, POOL_SIZE)
  const desk: StaffActor = {
    ...{ kind: 'staff', identityId: 'bench', clinicId, name: 'Bench', roles: ['desk'] },
    ...{ practitionerId: null, clinicalLead: false },
  }
  const close = async (): Promise<void> => {
    await Promise.all([owner.end(), raw.end(), database.$disconnect()])
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { owner, raw, database, desk, clinicId, scope, close }
}

/** The workloads say when people work and nothing else: the demo's house and rooms never close here. */
const openAllHours = async (ownerUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query(
    `DELETE FROM working_hours WHERE practitioner_id IS NULL; DELETE FROM schedule_exception WHERE practitioner_id IS NULL`,
  )
  await client.end()
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

/** One transaction of the kind that every procedure runs in, with nothing else of the application around it. */
export const asDesk = async <T>({ raw, clinicId }: Store, work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
  const client = await raw.connect()
  try {
    await client.query('BEGIN')
    await client.query(`SELECT set_config('app.clinic_id', $1, true), set_config('app.actor', 'staff', true)`, [
      clinicId,
    ])
    const value = await work(client)
    await client.query('COMMIT')
    return value
  } finally {
    client.release()
  }
}
