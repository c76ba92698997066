import { rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { withDatabase } from '../../scripts/database.ts'
import { startCluster } from '../../scripts/postgres.ts'
import { runToEnd } from '../../scripts/programs.ts'
import { writeTwoClinics } from './clinics.ts'
import { scratchFolder } from './scratch.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run, and the migrated databases of which every test file gets a copy. */
    cluster: { maintenanceUrl: string; templates: { empty: string; clinics: string }; secret: string }
  }
}

const secret = 'the secret of test clusters, which guards nothing'
const templates = { empty: 'filiform_template', clinics: 'filiform_clinics' }

/** Starts one server for the whole run. Its own zone is not UTC, because nothing may depend on the server's zone. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = scratchFolder('filiform-test-')
  const timezone = process.env.FILIFORM_TEST_SERVER_ZONE || 'America/New_York'
  const cluster = await startCluster({ dataDir: folder, secret, fsync: false, timezone, maxConnections: 400 })
  const tearDown = async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await cluster.createDatabase(templates.empty)
    await migrateApart(cluster.ownerUrl(templates.empty))
    await withDatabase(cluster.ownerUrl('postgres'), (client) =>
      client.query(`CREATE DATABASE ${templates.clinics} TEMPLATE ${templates.empty}`),
    )
    await writeTwoClinics(cluster.ownerUrl(templates.clinics))
  } catch (error) {
    await tearDown()
    throw error
  }
  project.provide('cluster', { maintenanceUrl: cluster.ownerUrl('postgres'), templates, secret })
  return tearDown
}

/** In a process of its own: the migration engine leaves a timer behind that would hold up the end of every run. */
async function migrateApart(ownerUrl: string): Promise<void> {
  const { PATH, SystemRoot } = process.env
  const env = { PATH, SystemRoot, DATABASE_URL: ownerUrl, FILIFORM_SECRET: secret, FILIFORM_MODE: 'test' }
  await runToEnd('Migrating the template', ['scripts/migrate.ts'], env)
}
