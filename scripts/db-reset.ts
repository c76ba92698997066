import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { holdFolder, keptPorts } from './data-folder.ts'
import { place, withDatabase } from './database.ts'
import { databaseName, openSettings } from './house.ts'
import { startCluster } from './postgres.ts'
import { command, Refusal } from './refusal.ts'

await command(async () => {
  const { settings, folder, secret } = openSettings()
  const { release } = holdFolder(folder, 'npm run db:reset')
  try {
    if (settings.databaseUrl === null) await dropEmbedded(folder, secret)
    else await emptyDatabase(settings.databaseUrl, settings.mode === 'production')
    for (const name of ['mail', 'test-clock.json']) rmSync(join(folder, name), { recursive: true, force: true })
  } finally {
    release()
  }
  console.log('The database is gone. `npm start` makes a new one.')
  return 0
})

async function dropEmbedded(folder: string, secret: string): Promise<void> {
  if (!existsSync(join(folder, 'postgres')) && !existsSync(join(folder, 'postgres.moved'))) return
  const cluster = await startCluster({ dataDir: folder, secret, fsync: true, port: keptPorts(folder).postgres })
  try {
    await withDatabase(cluster.ownerUrl('postgres'), (client) =>
      client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(databaseName)} WITH (FORCE)`),
    )
  } finally {
    await cluster.stop()
  }
}

async function emptyDatabase(url: string, inProduction: boolean): Promise<void> {
  if (inProduction) throw new Refusal('A production database is not reset by this command.')
  if (!process.argv.includes('--yes'))
    throw new Refusal(
      `This would delete everything in the database at ${place(url)}: say \`npm run db:reset -- --yes\` if that is meant.`,
    )
  await withDatabase(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'`,
    )
    for (const { name } of rows) await client.query(`DROP SCHEMA ${pg.escapeIdentifier(name)} CASCADE`)
    await client.query('CREATE SCHEMA public')
  })
}
