import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from './client.ts'
import { workerLives } from './heartbeat.ts'

export interface DatabaseState {
  /** The server's version, or null when it cannot be reached. */
  readonly version: string | null
  /** Migrations of this version that the database lacks or that were left half-way; null when nobody can tell. */
  readonly missingMigrations: readonly string[] | null
  readonly workerLives: boolean
}

const UNREACHABLE: DatabaseState = { version: null, missingMigrations: null, workerLives: false }

/** Asks the database how it is, in three small questions. */
export const databaseState = async (database: Database): Promise<DatabaseState> => {
  try {
    const [server] = await database.$queryRaw<
      { version: string }[]
    >`SELECT current_setting('server_version') AS version`
    return {
      version: server?.version.split(' ')[0] ?? null,
      missingMigrations: await missingMigrations(database),
      workerLives: await workerLives(database),
    }
  } catch {
    return UNREACHABLE
  }
}

const missingMigrations = async (database: Database): Promise<string[] | null> => {
  const entries = await readdir(join(process.cwd(), 'prisma', 'migrations'), { withFileTypes: true })
  const wanted = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const rows = await database.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
  const applied = new Set(rows.map((row) => row.name))
  return wanted.filter((name) => !applied.has(name)).sort()
}
