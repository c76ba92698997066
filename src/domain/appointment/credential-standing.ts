import type { Technique } from '../recovery/technique.ts'
import { dateOf, dayNumberOf } from '../time/calendar-date.ts'
import { type Credential, type CredentialProblem, mayPerform } from './credential.ts'

/** How somebody stands with a technique in a jurisdiction on a day, and when that changes. Dates are 'YYYY-MM-DD'. */
export type CredentialStanding =
  | {
      readonly state: 'bookable'
      /** The last day of it; null while it has no end. */
      readonly until: string | null
      /** Within the time in which a renewal should be under way. */
      readonly endsSoon: boolean
    }
  | {
      readonly state: 'not-bookable'
      readonly because: CredentialProblem /** The first day of it, if one is on file. */
      readonly from: string | null
    }

/** Renewals take weeks: from so many days before the end on, it is said. */
export const ENDS_SOON_DAYS = 60

/**
 * How a practitioner stands with a technique that needles, where and when. Credentials that follow one another without
 * a day between them count as one.
 */
export function credentialStanding(
  technique: Technique,
  credentials: readonly Credential[],
  jurisdiction: string,
  today: string,
): CredentialStanding {
  const granted = credentials
    .filter((credential) => credential.jurisdiction === jurisdiction && credential.techniques.includes(technique))
    .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  const verdict = mayPerform(technique, credentials, jurisdiction, today)
  if (!verdict.ok) {
    const next = granted.find(({ validFrom }) => validFrom > today)
    return { state: 'not-bookable', because: verdict.because, from: next?.validFrom ?? null }
  }
  const until = lastDayCovered(granted, today)
  return {
    state: 'bookable',
    until,
    endsSoon: until !== null && dayNumberOf(until) - dayNumberOf(today) <= ENDS_SOON_DAYS,
  }
}

/** The last day that is covered without a gap from `today`, which is covered; null when there is no end. */
function lastDayCovered(inOrder: readonly Credential[], today: string): string | null {
  let covered = today
  for (const { validFrom, validUntil } of inOrder) {
    if (validFrom > dateOf(dayNumberOf(covered) + 1)) break
    if (validUntil === null) return null
    if (validUntil > covered) covered = validUntil
  }
  return covered
}
