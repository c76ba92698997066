import { now } from '../src/lib/clock.ts'
import { type OwnerSettings, readOwnerSettings, settled } from '../src/lib/env.ts'
import { withDatabase } from './database.ts'
import { command, Refusal } from './refusal.ts'

/** Whether the demo clinic belongs into this database: one without any clinic, and never in production. */
export async function wantsDemo(mode: OwnerSettings['mode'], ownerUrl: string): Promise<boolean> {
  return mode !== 'production' && (await clinics(ownerUrl)).length === 0
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

if (import.meta.main) {
  await command(async () => {
    const { databaseUrl, mode } = settled(readOwnerSettings(process.env))
    if (databaseUrl === null) throw new Refusal('DATABASE_URL is needed for laying out the demo clinic.')
    if (!(await wantsDemo(mode, databaseUrl))) {
      console.log('Nothing to lay out.')
      return 0
    }
    // Loaded only now that the database client it uses has been made.
    const { seedDemo } = await import('../prisma/seed/demo.ts')
    await seedDemo({ ownerUrl: databaseUrl, nowMs: now() })
    console.log('The demo clinic is laid out.')
    return 0
  })
}
