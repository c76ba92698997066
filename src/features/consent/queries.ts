import type { Transaction } from '#db/client.ts'
import type { LocalizedText, RiskZone } from '#domain/body/area.ts'
import { ageOn } from '#domain/encounter/age.ts'
import { type ChangedWords, consentDue, type SignedConsent, signerOf } from '#domain/encounter/consent.ts'
import { paperFor } from '#domain/encounter/consent-parts.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { capacityOn } from '#features/contraindication/queries.ts'

/** The consent policy in force: the latest approved that has begun. */
export const consentPolicy = async (tx: Transaction, clinicId: string, date: string) => {
  const policy = await tx.consentPolicy.findFirst({
    where: { clinicId, state: 'in-force', validFrom: { lte: new Date(`${date}T00:00:00Z`) } },
    orderBy: [{ validFrom: 'desc' }, { version: 'desc' }],
  })
  return policy && { ...policy, changedSince: policy.changedSince as ChangedWords }
}

/** What the rules of consent ask of a consent; the signature itself stays where it is. */
export const whatWasSigned = {
  technique: true,
  riskZones: true,
  textVersion: true,
  signedAt: true,
  withdrawnAt: true,
  conditions: true,
} as const

/** A consent as the rules of consent read it. */
export const signedConsentOf = (consent: {
  technique: string
  riskZones: string[]
  textVersion: string
  signedAt: Date
  withdrawnAt: Date | null
  conditions: string[]
}): SignedConsent => ({
  technique: consent.technique,
  riskZones: consent.riskZones as RiskZone[],
  textVersion: consent.textVersion,
  signedAtMs: consent.signedAt.getTime(),
  withdrawnAtMs: consent.withdrawnAt?.getTime() ?? null,
  conditions: consent.conditions,
})

/** A patient's consents, the latest first, as the rules read them. */
export const consentsOf = (tx: Transaction, clinicId: string, patientId: string) =>
  tx.consent.findMany({
    where: { clinicId, patientId },
    select: { id: true, signedName: true, ...whatWasSigned },
    orderBy: { signedAt: 'desc' },
    take: 100,
  })

/** What of a visit its paper depends on. */
export interface VisitToConsent {
  readonly clinicId: string
  readonly patientId: string
  readonly timeZone: string
  readonly technique: string | null
  readonly appointmentAreas: readonly { readonly areaId: string }[]
  readonly encounter: {
    readonly id: string
    readonly procedures: readonly {
      readonly areaId: string
      readonly technique: string
      readonly enteredInError: boolean
    }[]
  } | null
}

const treatedIn = ({ encounter }: Pick<VisitToConsent, 'encounter'>) =>
  encounter?.procedures.filter(({ enteredInError }) => !enteredInError) ?? []

/** The technique that is agreed to: the one booked, else the one that was needled with all the same. */
export const techniqueOf = (visit: VisitToConsent): string | null =>
  visit.technique ?? treatedIn(visit)[0]?.technique ?? null

/** The risks that a visit's places bring, planned and needled. */
export const zonesTouched = async (tx: Transaction, visit: VisitToConsent): Promise<RiskZone[]> => {
  const ids = [...treatedIn(visit), ...visit.appointmentAreas].map(({ areaId }) => areaId)
  const areas = await tx.bodyArea.findMany({
    where: { clinicId: visit.clinicId, id: { in: ids } },
    select: { riskZones: true },
  })
  return [...new Set(areas.flatMap(({ riskZones }) => riskZones as RiskZone[]))].sort()
}

/** Why a paper has to be signed before a visit, or null when none has to be. */
export const whyToSign = async (tx: Transaction, visit: VisitToConsent, nowMs: number) => {
  const { clinicId, patientId, technique, timeZone: zone } = visit
  const policy = await consentPolicy(tx, clinicId, localDateOf(nowMs, zone))
  if (policy === null || technique === null) return null
  const consents = (await consentsOf(tx, clinicId, patientId)).map(signedConsentOf)
  return consentDue({ technique, riskZones: await zonesTouched(tx, visit), consents, nowMs, zone, policy })
}

/** Whether somebody who can sign in for the patient has something to sign before a visit. */
export const isToSign = async (
  tx: Transaction,
  clinicId: string,
  appointmentId: string,
  nowMs: number,
): Promise<boolean> => {
  const visit = await tx.appointment.findUnique({
    where: { clinicId_id: { clinicId, id: appointmentId } },
    include: {
      appointmentAreas: { select: { areaId: true } },
      patient: { select: { _count: { select: { patientAccess: true } } } },
    },
  })
  if (visit === null || visit.patient._count.patientAccess === 0) return false
  return (await whyToSign(tx, { ...visit, encounter: null }, nowMs)) !== null
}

export interface PaperPart {
  readonly part: string
  readonly riskZone: RiskZone | null
  readonly heading: LocalizedText
  readonly words: LocalizedText
  readonly source: string
  readonly approvedBy: string | null
}

/** The paper of one version for a technique and its risks, part by part. */
export const paperOf = async (
  tx: Transaction,
  clinicId: string,
  { version, technique, riskZones }: { version: string; technique: string; riskZones: readonly RiskZone[] },
): Promise<PaperPart[]> => {
  const rows = await tx.consentText.findMany({
    where: { clinicId, version, OR: [{ technique: null }, { technique }] },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
  return paperFor(rows, technique, riskZones).map((row) => ({
    part: row.part,
    riskZone: row.riskZone as RiskZone | null,
    heading: row.heading as unknown as LocalizedText,
    words: row.words as unknown as LocalizedText,
    source: row.source,
    approvedBy: row.approvedBy,
  }))
}

/** Who has to sign for this patient today. */
export const signerFor = async (
  tx: Transaction,
  { clinicId, timeZone, patientId }: Pick<VisitToConsent, 'clinicId' | 'timeZone' | 'patientId'>,
  nowMs: number,
) => {
  const date = localDateOf(nowMs, timeZone)
  const patient = await tx.patient.findUnique({
    where: { clinicId_id: { clinicId, id: patientId } },
    select: { birthDate: true },
  })
  const born = patient?.birthDate?.toISOString().slice(0, 10)
  return signerOf(born === undefined ? null : ageOn(born, date), await capacityOn(tx, clinicId, date))
}

/** What is kept of a patient's latest consents to show: who signed, what was talked about, where the copy is. */
export const keptConsents = (tx: Transaction, clinicId: string, patientIds: readonly string[], limit: number) =>
  tx.consent.findMany({
    where: { clinicId, patientId: { in: [...patientIds] } },
    omit: { signature: true },
    include: {
      patient: { select: { name: true, email: true } },
      communications: { select: { status: true, sentAt: true }, orderBy: { attempt: 'desc' }, take: 1 },
    },
    orderBy: [{ signedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  })
export type KeptConsent = Awaited<ReturnType<typeof keptConsents>>[number]

/** A consent's copy, with what its letter needs; null when it is none. */
export const consentForCopy = async (tx: Transaction, clinicId: string, consentId: string) => {
  const row = await tx.consent.findUnique({
    where: { clinicId_id: { clinicId, id: consentId } },
    omit: { signature: true },
  })
  if (row === null) return null
  const { technique, textVersion: version } = row
  const parts = await paperOf(tx, clinicId, { version, technique, riskZones: row.riskZones as RiskZone[] })
  return { ...row, parts }
}
