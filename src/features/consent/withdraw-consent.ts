import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import { actsForPatient, isStaff, type PatientActor, type StaffActor } from '#domain/actor.ts'
import { stillIn } from '#domain/encounter/needle-count.ts'
import { countOf } from '#features/encounter/queries.ts'
import { isInCareOf } from '#features/patient/queries.ts'

export interface WithdrawRefusal {
  readonly reason: 'not-found' | 'not-allowed'
}

export interface Withdrawal {
  readonly consentId: string
  readonly reason: string
}

/**
 * Takes a consent back, at any time and without a reason being owed; every other paper to the same technique goes with it.
 * Are needles in just now, whoever hears of it is told how many: they come out.
 */
export const withdrawConsent = async (
  tx: Transaction,
  actor: StaffActor | PatientActor,
  { consentId, reason }: Withdrawal,
  nowMs: number,
): Promise<Outcome<{ consentId: string; needlesIn: number }, WithdrawRefusal>> => {
  const { clinicId } = actor
  await tx.$queryRaw`SELECT id FROM consent WHERE clinic_id = ${clinicId}::uuid AND id = ${consentId}::uuid`
  const consent = await tx.consent.findUnique({
    where: { clinicId_id: { clinicId, id: consentId } },
    select: { patientId: true, technique: true },
  })
  if (consent === null) return refused({ reason: 'not-found' })
  const { patientId, technique } = consent
  if (isStaff(actor)) {
    const care = await isInCareOf(tx, actor, patientId, nowMs, 'with-team')
    if (care !== 'theirs') return refused({ reason: care === 'nobody' ? 'not-found' : 'not-allowed' })
  } else if (!actsForPatient(actor, patientId)) return refused({ reason: 'not-found' })
  await tx.consent.updateMany({
    where: { clinicId, patientId, technique, withdrawnAt: null },
    data: {
      ...{ withdrawnAt: new Date(nowMs), withdrawnByIdentityId: asIdentity(actor) },
      ...{ withdrawnBy: isStaff(actor) ? 'staff' : 'patient', withdrawnReason: reason === '' ? null : reason },
    },
  })
  const needlesIn = isStaff(actor) ? await needlesInNow(tx, clinicId, patientId) : 0
  return done(
    { consentId, needlesIn },
    { action: 'withdraw-consent', entityType: 'Consent', entityId: consentId, patientId, detail: { needlesIn } },
  )
}

const needlesInNow = async (tx: Transaction, clinicId: string, patientId: string): Promise<number> => {
  const open = await tx.encounter.findMany({
    where: { clinicId, patientId, status: 'in-progress' },
    include: { needleCount: true },
  })
  return open.reduce((sum, { needleCount }) => {
    const count = countOf(needleCount)
    return sum + (count === null ? 0 : stillIn(count))
  }, 0)
}
