import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { consentDue } from '#domain/encounter/consent.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { putInOutbox } from '#features/communication/records.ts'
import { visitOf } from '#features/encounter/queries.ts'
import { consentPolicy, consentsOf, signedConsentOf, techniqueOf, zonesTouched } from './queries.ts'

/** Makes the copy of a consent due at once; whoever has no mail address gets it on paper, and the desk is asked to. */
export const sendCopy = async (
  tx: Transaction,
  { clinicId, consentId, patientId }: { clinicId: string; consentId: string; patientId: string },
  nowMs: number,
): Promise<void> => {
  await putInOutbox(tx, { clinicId, patientId, kind: 'consent-copy', consentId, dueMs: nowMs, manner: 'pass' }, nowMs)
}

/** Why consent to a visit is asked for before needling, as far as papers alone say it; null when one stands. */
const dueFor = async (tx: Transaction, clinicId: string, appointmentId: string, nowMs: number) => {
  const visit = await visitOf(tx, clinicId, appointmentId)
  const policy = visit && (await consentPolicy(tx, clinicId, localDateOf(nowMs, visit.timeZone)))
  if (!visit || !policy) return null
  const consents = (await consentsOf(tx, clinicId, visit.patientId)).map(signedConsentOf)
  const riskZones = await zonesTouched(tx, visit)
  return consentDue({ technique: techniqueOf(visit), riskZones, consents, nowMs, zone: visit.timeZone, policy })
}

/** Whether the consent to what a visit is for was taken back: no box is opened then. What is in is recorded all the same. */
export const isTakenBack = async (
  tx: Transaction,
  clinicId: string,
  appointmentId: string,
  nowMs: number,
): Promise<boolean> => (await dueFor(tx, clinicId, appointmentId, nowMs)) === 'withdrawn'

/** Needles that went in without a consent that stands: it has happened, and it is written beside it. */
export const noteWithoutConsent = async (
  tx: Transaction,
  actor: StaffActor,
  { id: encounterId, appointmentId }: { readonly id: string; readonly appointmentId: string },
  nowMs: number,
): Promise<void> => {
  const { clinicId } = actor
  const due = await dueFor(tx, clinicId, appointmentId, nowMs)
  if (due === null) return
  await tx.deviation.create({
    data: {
      ...{ clinicId, encounterId, appointmentId, byIdentityId: asIdentity(actor) },
      kind: due === 'withdrawn' ? 'consent-withdrawn' : 'without-consent',
      detail: { due },
    },
  })
}
