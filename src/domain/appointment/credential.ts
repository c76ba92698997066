import { type Technique, usesNeedles } from '../recovery/technique.ts'

/** A licence to treat: which techniques, where, and for how long. Dates are 'YYYY-MM-DD' in the clinic's zone. */
export interface Credential {
  readonly jurisdiction: string
  readonly techniques: readonly string[]
  readonly validFrom: string
  /** Valid to the end of this day; null while it has no end. */
  readonly validUntil: string | null
}

export type CredentialProblem = 'unknown' | 'other-jurisdiction' | 'not-granted' | 'not-yet-valid' | 'expired'

export type CredentialVerdict = { readonly ok: true } | { readonly ok: false; readonly because: CredentialProblem }

/**
 * Whether a practitioner may needle with a technique in a jurisdiction on a day. A visit without needles needs no grant.
 * 'unknown' says that nothing is on file: such a visit is never offered online, and staff are warned.
 */
export function mayPerform(
  technique: Technique | null,
  credentials: readonly Credential[],
  jurisdiction: string,
  date: string,
): CredentialVerdict {
  if (!usesNeedles(technique)) return { ok: true }
  if (credentials.length === 0) return { ok: false, because: 'unknown' }
  const here = credentials.filter((credential) => credential.jurisdiction === jurisdiction)
  if (here.length === 0) return { ok: false, because: 'other-jurisdiction' }
  const granted = here.filter((credential) => credential.techniques.includes(technique))
  if (granted.length === 0) return { ok: false, because: 'not-granted' }
  const begun = granted.filter((credential) => credential.validFrom <= date)
  if (begun.length === 0) return { ok: false, because: 'not-yet-valid' }
  const current = begun.some((credential) => credential.validUntil === null || credential.validUntil >= date)
  return current ? { ok: true } : { ok: false, because: 'expired' }
}
