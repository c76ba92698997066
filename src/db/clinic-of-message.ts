import type { Database } from './client.ts'

/** The clinic that wrote a mail, before anybody is inside its walls; null when there is none. */
export const clinicOfMessage = async (database: Database, id: string): Promise<string | null> => {
  const [found] = await database.$queryRaw<{ id: string | null }[]>`SELECT clinic_of_message(${id}::uuid) AS id`
  return found?.id ?? null
}
