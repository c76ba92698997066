import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { PatientActor, StaffActor } from '#domain/actor.ts'
import { type SignerRefusal, type SignerRelation, whyNotSigner } from '#domain/encounter/consent.ts'
import { renewingConditions } from '#domain/encounter/contraindication.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { findingsOf, targetsOf } from '#features/contraindication/queries.ts'
import { lockEncounter, type VisitGate, type VisitRow, visitOf } from '#features/encounter/queries.ts'
import { consentPolicy, signerFor, techniqueOf, zonesTouched } from './queries.ts'
import { sendCopy } from './records.ts'

export interface Signature {
  readonly signedName: string
  readonly signerRelation: SignerRelation
  readonly assents: boolean
  readonly strokes: readonly (readonly number[])[]
  readonly textVersion: string
  readonly locale: string
}

export type ConsentRefusal =
  | Extract<VisitGate, { ok: false }>
  | { readonly reason: 'not-a-needling' | 'other-text-version' | SignerRefusal }

type Signed = Outcome<{ consentId: string }, ConsentRefusal>

/** Keeps a consent signed on the clinic's device, with the risks that were shown and what was known by then. */
export const signConsent = async (
  tx: Transaction,
  actor: StaffActor,
  encounterId: string,
  signature: Signature,
  nowMs: number,
): Promise<Signed> => {
  const gate = await lockEncounter(tx, actor, encounterId, { assistsAtMs: nowMs })
  if (!gate.ok) return refused(gate)
  const visit = await visitOf(tx, actor.clinicId, gate.encounter.appointmentId)
  if (visit === null) return refused({ ok: false, reason: 'not-found' })
  const findings = await findingsOf(tx, visit, targetsOf(visit), nowMs)
  return keepSigned(tx, actor, visit, signature, { conditions: renewingConditions(findings), nowMs })
}

const AHEAD = ['proposed', 'booked', 'arrived']

/** Keeps a consent signed at the patients' pages before a visit, by the patient or whoever acts for them. */
export const signBeforehand = async (
  tx: Transaction,
  actor: PatientActor,
  appointmentId: string,
  signature: Omit<Signature, 'signerRelation' | 'strokes'>,
  nowMs: number,
): Promise<Signed> => {
  const visit = await ownVisit(tx, actor, appointmentId)
  if (visit === null || !AHEAD.includes(visit.status)) return refused({ ok: false, reason: 'not-found' })
  const access = await tx.patientAccess.findFirst({
    where: { clinicId: actor.clinicId, identityId: actor.identityId, patientId: visit.patientId },
    select: { relation: true },
  })
  const signerRelation = RELATIONS[access?.relation ?? ''] ?? 'representative'
  return keepSigned(tx, actor, visit, { ...signature, signerRelation, strokes: [] }, { conditions: [], nowMs })
}

const RELATIONS: Readonly<Record<string, SignerRelation>> = { self: 'self', guardian: 'guardian' }

/** What a patient may know of their own visit, and its paper needs. */
export const ownVisit = async (tx: Transaction, actor: PatientActor, appointmentId: string) => {
  const { clinicId } = actor
  const visit = await tx.appointment.findFirst({
    where: { clinicId, id: appointmentId, patientId: { in: [...actor.patientIds] } },
    include: { appointmentAreas: { select: { areaId: true } } },
  })
  return visit === null ? null : { ...visit, encounter: null }
}

type SignedVisit = Pick<VisitRow, 'clinicId' | 'patientId' | 'timeZone' | 'technique' | 'appointmentAreas'> & {
  readonly encounter: VisitRow['encounter']
}

const keepSigned = async (
  tx: Transaction,
  actor: StaffActor | PatientActor,
  visit: SignedVisit,
  signature: Signature,
  { conditions, nowMs }: { readonly conditions: readonly string[]; readonly nowMs: number },
): Promise<Signed> => {
  const { clinicId, patientId, timeZone } = visit
  const technique = techniqueOf(visit)
  if (technique === null) return refused({ reason: 'not-a-needling' })
  const policy = await consentPolicy(tx, clinicId, localDateOf(nowMs, timeZone))
  if (signature.textVersion !== policy?.textVersion) return refused({ reason: 'other-text-version' })
  const signer = await signerFor(tx, visit, nowMs)
  const why = whyNotSigner(signature.signerRelation, signature.assents, signer)
  if (why !== null) return refused({ reason: why })
  const { id: consentId } = await tx.consent.create({
    data: {
      ...{ clinicId, patientId, encounterId: visit.encounter?.id ?? null, technique, conditions: [...conditions] },
      riskZones: await zonesTouched(tx, visit),
      ...{ textVersion: signature.textVersion, locale: signature.locale, signedName: signature.signedName },
      ...{ signerRelation: signature.signerRelation, assents: signer.childAssents ? signature.assents : null },
      signature: { strokes: signature.strokes.map((stroke) => [...stroke]) },
      ...{ signedAt: new Date(nowMs), takenByIdentityId: asIdentity(actor) },
    },
    select: { id: true },
  })
  await sendCopy(tx, { clinicId, consentId, patientId }, nowMs)
  return done({ consentId }, { action: 'sign-consent', entityType: 'Consent', entityId: consentId, patientId })
}
