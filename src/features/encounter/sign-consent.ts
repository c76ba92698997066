import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { lockEncounter, type VisitGate, visitOf } from './queries.ts'
import { readVisitState } from './read-visit.ts'

export interface Signature {
  readonly signedName: string
  readonly signerRelation: string
  readonly strokes: readonly (readonly number[])[]
  readonly textVersion: string
  readonly locale: string
}

export type ConsentRefusal =
  | Extract<VisitGate, { ok: false }>
  | { readonly reason: 'not-a-needling' | 'other-text-version' }

/** Keeps a signed consent to the visit's technique, with the risks that were shown and the version of the words. */
export const signConsent = async (
  tx: Transaction,
  actor: StaffActor,
  encounterId: string,
  signature: Signature,
  nowMs: number,
): Promise<Outcome<{ encounterId: string }, ConsentRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, { assistsAtMs: nowMs })
  if (!gate.ok) return refused(gate)
  const { appointmentId, patientId } = gate.encounter
  const { clinicId } = actor
  const visit = await visitOf(tx, clinicId, appointmentId)
  if (visit === null) return refused({ ok: false, reason: 'not-found' })
  const state = await readVisitState(tx, visit, nowMs)
  const { technique } = state
  if (technique === null) return refused({ reason: 'not-a-needling' })
  if (signature.textVersion !== state.consentTextVersion) return refused({ reason: 'other-text-version' })
  const { id } = await tx.consent.create({
    data: {
      clinicId,
      patientId,
      encounterId,
      technique,
      riskZones: [...state.riskZones],
      textVersion: signature.textVersion,
      locale: signature.locale,
      signedName: signature.signedName,
      signerRelation: signature.signerRelation,
      signature: { strokes: signature.strokes.map((stroke) => [...stroke]) },
      signedAt: new Date(nowMs),
      takenByIdentityId: asIdentity(actor),
    },
  })
  return done({ encounterId }, { action: 'sign-consent', entityType: 'Consent', entityId: id, patientId })
}
