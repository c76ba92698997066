import type { RiskZone } from '../body/area.ts'

/** A signed consent: to one technique, with the risks that were shown, in one version of the text. */
export interface SignedConsent {
  readonly technique: string
  readonly riskZones: readonly RiskZone[]
  readonly textVersion: string
  readonly signedAtMs: number
  readonly withdrawnAtMs: number | null
  /** What spoke against needling and was known when it was signed. */
  readonly conditions?: readonly string[]
}

export interface ConsentPolicy {
  /** Calendar months in the clinic's zone after which consent is asked for again. No law names a number. */
  readonly validMonths: number
  readonly textVersion: string
  /** What reads otherwise than in papers of before; a version that is not there is taken to differ in everything. */
  readonly changedSince: ChangedWords
}

/** By version, then by technique: the risks whose words differ; null stands for what is said of every place. */
export type ChangedWords = Readonly<Record<string, Readonly<Record<string, readonly (string | null)[]>>>>

export type ConsentDue =
  | 'none'
  | 'withdrawn'
  | 'new-technique'
  | 'new-text-version'
  | 'expired'
  | 'new-risk-zone'
  | 'new-contraindication'

export interface ConsentQuestion {
  /** Null for a visit without needling, which needs no consent to needling. */
  readonly technique: string | null
  readonly riskZones: readonly RiskZone[]
  /** What speaks against needling by the rules that ask for consent anew; none where nobody may know it. */
  readonly conditions?: readonly string[]
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

/** Whether who signed that version has read what the paper in force says of this technique and these risks. */
const saysTheSame = (
  version: string,
  { technique, riskZones, policy }: { technique: string; riskZones: readonly RiskZone[]; policy: ConsentPolicy },
): boolean => {
  if (version === policy.textVersion) return true
  const changed = policy.changedSince[version]?.[technique]
  return (
    changed !== undefined && !changed.some((zone) => zone === null || riskZones.some((touched) => touched === zone))
  )
}

/**
 * Why consent has to be asked for before needling, or null when one signed paper covers technique, its words, every
 * risk zone and what speaks against it, and is still valid. The reason named is the first that leaves no paper standing.
 */
export const consentDue = ({
  technique,
  riskZones,
  conditions = [],
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
  const current = inForce.filter(({ textVersion }) => saysTheSame(textVersion, { technique, riskZones, policy }))
  if (current.length === 0) return 'new-text-version'
  const valid = current.filter(({ signedAtMs }) => nowMs < expiresAtMs(signedAtMs, policy.validMonths, zone))
  if (valid.length === 0) return 'expired'
  const covering = valid.filter((consent) => riskZones.every((zone) => consent.riskZones.includes(zone)))
  if (covering.length === 0) return 'new-risk-zone'
  const told = covering.some((consent) => conditions.every((code) => consent.conditions?.includes(code)))
  return told ? null : 'new-contraindication'
}

/** Who signs: the patient, who may for them by law, or who was given the authority. */
export type SignerRelation = 'self' | 'guardian' | 'representative'

/** The clinic's policy of age; no law is looked up. */
export interface CapacityPolicy {
  readonly assentsFromYears: number
  readonly signsFromYears: number
}

export type SignerRefusal = 'guardian-needed' | 'assent-needed'

/** Whether a guardian signs, and whether a child who is asked as well has to agree. An unknown age decides nothing. */
export const signerOf = (
  ageYears: number | null,
  policy: CapacityPolicy | null,
): { readonly guardianSigns: boolean; readonly childAssents: boolean } => {
  const guardianSigns = ageYears !== null && policy !== null && ageYears < policy.signsFromYears
  return { guardianSigns, childAssents: guardianSigns && ageYears >= policy.assentsFromYears }
}

/** Why this person's signature is not enough; null when it is. */
export const whyNotSigner = (
  relation: SignerRelation,
  assents: boolean,
  { guardianSigns, childAssents }: ReturnType<typeof signerOf>,
): SignerRefusal | null => {
  if (guardianSigns && relation === 'self') return 'guardian-needed'
  return childAssents && !assents ? 'assent-needed' : null
}
