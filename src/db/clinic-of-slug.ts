import type { Database } from './client.ts'

/** The clinic of a name in an address, before anybody is inside its walls; null when there is none. */
export const clinicOfSlug = async (database: Database, slug: string): Promise<string | null> => {
  const [found] = await database.$queryRaw<{ id: string | null }[]>`SELECT clinic_of_slug(${slug}) AS id`
  return found?.id ?? null
}
