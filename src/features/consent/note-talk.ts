import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { isInCareOf } from '#features/patient/queries.ts'

export interface Talk {
  readonly consentId: string
  /** Who interpreted; empty when nobody had to. */
  readonly interpreter: string
  /** What it means, as the patient said it back. */
  readonly teachBack: string
}

export interface TalkRefusal {
  readonly reason: 'not-found' | 'not-allowed' | 'record-closed'
}

/** Writes beside a consent who interpreted and how the patient put it in their own words. */
export const noteTalk = async (
  tx: Transaction,
  actor: StaffActor,
  { consentId, interpreter, teachBack }: Talk,
  nowMs: number,
): Promise<Outcome<{ consentId: string }, TalkRefusal>> => {
  const { clinicId } = actor
  const consent = await tx.consent.findUnique({
    where: { clinicId_id: { clinicId, id: consentId } },
    select: { patientId: true, withdrawnAt: true },
  })
  if (consent === null) return refused({ reason: 'not-found' })
  const care = await isInCareOf(tx, actor, consent.patientId, nowMs, 'with-team')
  if (care !== 'theirs') return refused({ reason: care === 'nobody' ? 'not-found' : 'not-allowed' })
  if (consent.withdrawnAt !== null) return refused({ reason: 'record-closed' })
  await tx.consent.update({
    where: { clinicId_id: { clinicId, id: consentId } },
    data: {
      interpreter: interpreter === '' ? null : interpreter,
      teachBack: teachBack === '' ? null : teachBack,
      talkedByName: actor.name,
    },
  })
  const audit = { action: 'note-talk', entityType: 'Consent', entityId: consentId, patientId: consent.patientId }
  return done({ consentId }, audit)
}
