import type { RiskZone } from '../body/area.ts'

/** A signed consent: to one technique, with the risks that were shown, in one version of the text. */
export interface SignedConsent {
  readonly technique: string
  readonly riskZones: readonly RiskZone[]
  readonly textVersion: string
  readonly signedAtMs: number
  readonly withdrawnAtMs: number | null
}

export interface ConsentPolicy {
  /** Calendar months in the clinic's zone after which consent is asked for again. No law names a number. */
  readonly validMonths: number
  readonly textVersion: string
}

export type ConsentDue = 'none' | 'withdrawn' | 'new-technique' | 'new-text-version' | 'expired' | 'new-risk-zone'

export interface ConsentQuestion {
  /** Null for a visit without needling, which needs no consent to needling. */
  readonly technique: string | null
  readonly riskZones: readonly RiskZone[]
  readonly consents: readonly SignedConsent[]
  readonly nowMs: number
  readonly zone: string
  readonly policy: ConsentPolicy
}

const expiresAtMs = (signedAtMs: number, months: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(signedAtMs).toZonedDateTimeISO(zone).add({ months }).epochMilliseconds

/** A withdrawal takes back the technique, so older papers do not come to life again behind it. */
const standing = (consents: readonly SignedConsent[], nowMs: number): SignedConsent[] => {
  const withdrawals = consents.flatMap(({ withdrawnAtMs }) =>
    withdrawnAtMs !== null && withdrawnAtMs <= nowMs ? [withdrawnAtMs] : [],
  )
  const since = Math.max(Number.NEGATIVE_INFINITY, ...withdrawals)
  return consents.filter(({ signedAtMs, withdrawnAtMs }) => {
    const inForce = withdrawnAtMs === null || withdrawnAtMs > nowMs
    return inForce && signedAtMs > since && signedAtMs <= nowMs
  })
}

/**
 * Why consent has to be asked for before needling, or null when one signed paper covers technique, text version and
 * every risk zone and is still valid. The reason named is the first that leaves no paper standing.
 */
export const consentDue = ({
  technique,
  riskZones,
  consents,
  nowMs,
  zone,
  policy,
}: ConsentQuestion): ConsentDue | null => {
  if (technique === null) return null
  const signed = consents.filter(({ signedAtMs }) => signedAtMs <= nowMs)
  if (signed.length === 0) return 'none'
  const toTechnique = signed.filter((consent) => consent.technique === technique)
  if (toTechnique.length === 0) return 'new-technique'
  const inForce = standing(toTechnique, nowMs)
  if (inForce.length === 0) return 'withdrawn'
  const current = inForce.filter(({ textVersion }) => textVersion === policy.textVersion)
  if (current.length === 0) return 'new-text-version'
  const valid = current.filter(({ signedAtMs }) => nowMs < expiresAtMs(signedAtMs, policy.validMonths, zone))
  if (valid.length === 0) return 'expired'
  const covers = valid.some((consent) => riskZones.every((zone) => consent.riskZones.includes(zone)))
  return covers ? null : 'new-risk-zone'
}
