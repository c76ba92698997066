import { now } from '../src/lib/clock.ts'
import { readOwnerSettings, settled, withPassword } from '../src/lib/env.ts'
import { urlsFrom, withDatabase } from './database.ts'
import { command, Refusal } from './refusal.ts'

/** Asks every clinic whether its coming visits still are where they were promised, by the clocks' rules of this Node. */
async function keepAllPromises(ownerUrl: string, appUrl: string): Promise<{ moved: number; listed: number }> {
  // Loaded only now that the database client they use has been made.
  const { openDatabase } = await import('../src/db/client.ts')
  const { keepPromises } = await import('../src/features/appointment/keep-promises.ts')
  const clinics = await withDatabase(ownerUrl, async (client) => {
    return (await client.query<{ id: string }>('SELECT id FROM clinic ORDER BY id')).rows
  })
  const database = openDatabase(appUrl, 2)
  const sum = { moved: 0, listed: 0 }
  try {
    for (const { id: clinicId } of clinics) {
      const { moved, listed } = await keepPromises(database, { kind: 'system', clinicId }, now())
      sum.moved += moved.length
      sum.listed += listed.length
    }
  } finally {
    await database.$disconnect()
  }
  return sum
}

if (import.meta.main) {
  await command(async () => {
    const { databaseUrl, secret, appDatabaseUrl } = settled(readOwnerSettings(process.env))
    if (databaseUrl === null || secret === null)
      throw new Refusal('DATABASE_URL and FILIFORM_SECRET are needed for keeping visits where they were promised.')
    const appUrl = appDatabaseUrl === null ? urlsFrom(databaseUrl, secret).appUrl : withPassword(appDatabaseUrl, secret)
    const { moved, listed } = await keepAllPromises(databaseUrl, appUrl)
    console.log(
      moved + listed === 0
        ? 'Every coming visit is where it was promised.'
        : `The clocks' rules have changed: ${moved} visits moved to the time that was promised, ${listed} are on the to-do list.`,
    )
    return 0
  })
}
