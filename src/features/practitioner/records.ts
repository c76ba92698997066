import type { Transaction } from '#db/client.ts'
import { type Credential, mayPerform } from '#domain/appointment/credential.ts'
import { isTechnique } from '#domain/recovery/technique.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { type ComingVisit, comingVisitsOf } from '../appointment/queries.ts'
import { closeTasksOfCause, listWhatCannotStay, type VisitsAffected } from '../task/records.ts'

interface LicenceChange {
  /** With all licences as they were. */
  readonly holder: { readonly id: string; readonly name: string; readonly credentials: readonly Credential[] }
  /** All of theirs, as they will be. */
  readonly credentials: readonly Credential[]
  readonly seen: number | null
  readonly nowMs: number
}

/**
 * Coming visits that an edit leaves without a licence go on the to-do list, once they have been seen; those that are
 * covered again leave it. Where nothing is on file at all nobody knows, and the desk was told so when it booked.
 */
export const listWithoutLicence = async (
  tx: Transaction,
  clinicId: string,
  { holder, credentials, seen, nowMs }: LicenceChange,
): Promise<VisitsAffected | null> => {
  const theirs = (await comingVisitsOf(tx, clinicId, [holder.id], nowMs)).filter(
    ({ practitionerId }) => practitionerId === holder.id,
  )
  const bare = theirs.filter((visit) => isBare(visit, credentials))
  const newly = bare.filter((visit) => !isBare(visit, holder.credentials))
  const cause = { why: 'licence', causeId: `licence ${holder.id}`, about: holder.name } as const
  const unseen = await listWhatCannotStay(tx, clinicId, newly, cause, seen)
  if (unseen !== null) return unseen
  await closeTasksOfCause(tx, clinicId, cause.causeId, { butOf: bare.map(({ id }) => id) })
  return null
}

const isBare = (
  { technique, jurisdiction, startMs, timeZone }: ComingVisit,
  credentials: readonly Credential[],
): boolean => {
  if (technique === null || !isTechnique(technique)) return false
  const verdict = mayPerform(technique, credentials, jurisdiction, localDateOf(startMs, timeZone))
  return !verdict.ok && verdict.because !== 'unknown'
}
