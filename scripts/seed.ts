import { now } from '../src/lib/clock.ts'
import { type OwnerSettings, readOwnerSettings, settled } from '../src/lib/env.ts'
import { withDatabase } from './database.ts'
import { step } from './progress.mjs'
import { command, Refusal } from './refusal.ts'

/** Lays out the demo clinic in a database that has no clinic; never in production. Tells whether it did. */
export async function seedWhenEmpty(mode: OwnerSettings['mode'], ownerUrl: string): Promise<boolean> {
  if (mode === 'production' || (await clinics(ownerUrl)).length > 0) return false
  // Loaded only when needed, and only when the database client it uses has been made.
  const { seedDemo } = await import('../prisma/seed/demo.ts')
  await step('Laying out the demo clinic', () => seedDemo({ ownerUrl, nowMs: now() }))
  return true
}

/** The demo's password, if that is what this database holds and its mode allows. */
export async function demoPassword(mode: OwnerSettings['mode'], ownerUrl: string): Promise<string | null> {
  if (mode === 'production' || !(await clinics(ownerUrl)).some((clinic) => clinic.demo)) return null
  return (await import('../prisma/seed/people.ts')).DEMO_PASSWORD
}

async function clinics(ownerUrl: string): Promise<{ demo: boolean }[]> {
  return withDatabase(
    ownerUrl,
    async (client) => (await client.query<{ demo: boolean }>('SELECT demo FROM clinic')).rows,
  )
}

/** On its own: for installations where something else starts web and worker. */
if (import.meta.main) {
  await command(async () => {
    const { databaseUrl, mode } = settled(readOwnerSettings(process.env))
    if (databaseUrl === null) throw new Refusal('DATABASE_URL is needed for laying out the demo clinic.')
    console.log((await seedWhenEmpty(mode, databaseUrl)) ? 'The demo clinic is laid out.' : 'Nothing to lay out.')
    return 0
  })
}
