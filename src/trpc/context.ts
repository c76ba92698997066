import { actorOf } from '#auth/actor.ts'
import { sharedDatabase } from '#db/shared.ts'
import type { Actor } from '#domain/actor.ts'
import { now } from '#lib/clock.ts'
import { uuidv7 } from '#lib/ids.ts'
import type { Locale } from '#words/locale.ts'
import type { Context } from './init.ts'

/** At the patients' pages: the clinic in the path. It chooses among what the session may see and gives nothing. */
export const CLINIC_HEADER = 'x-filiform-clinic'

/** Set while nobody touches the screen: what it asks for by itself must not keep a session alive. */
export const AWAY_HEADER = 'x-filiform-away'

export const contextFor = (actor: Actor | null, locale: Locale): Context => ({
  database: sharedDatabase(),
  actor,
  locale,
  now,
  requestId: uuidv7(),
})

/** The patient whose visit is on the caller's screen (Z6): it narrows what may be written and gives nothing. */
export const PATIENT_HEADER = 'x-filiform-patient'
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Who calls the API, from the session and nothing else. */
export const apiActorOf = async (headers: Headers, procedures: readonly string[]): Promise<Actor | null> => {
  const slug = headers.get(CLINIC_HEADER)
  const seen = headers.get(AWAY_HEADER) === null
  const actor = await actorOf(headers, slug === null ? { seen, procedures } : { seen, patientClinicSlug: slug })
  const atPatientId = headers.get(PATIENT_HEADER)?.toLowerCase()
  if (actor?.kind !== 'staff' || atPatientId === undefined || !UUID.test(atPatientId)) return actor
  return { ...actor, atPatientId }
}
