import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { isInCareOf } from '#features/patient/queries.ts'
import type { ConditionRefusal } from './add-condition.ts'

export interface Ending {
  readonly conditionId: string
  readonly reason: string
}

/** Says that something is no longer so, with why. It stays on record as what was known then. */
export const endCondition = async (
  tx: Transaction,
  actor: StaffActor,
  { conditionId, reason }: Ending,
  nowMs: number,
): Promise<Outcome<{ conditionId: string }, ConditionRefusal>> => {
  const { clinicId } = actor
  const row = await tx.patientCondition.findUnique({
    where: { clinicId_id: { clinicId, id: conditionId } },
    select: { patientId: true },
  })
  if (row === null) return refused({ reason: 'not-found' })
  const { patientId } = row
  if ((await isInCareOf(tx, actor, patientId, nowMs)) !== 'theirs') return refused({ reason: 'not-allowed' })
  const { count } = await tx.patientCondition.updateMany({
    where: { clinicId, id: conditionId, endedAt: null },
    data: {
      ...{ endedAt: new Date(nowMs), endReason: reason },
      ...{ endedByIdentityId: asIdentity(actor), endedByName: actor.name },
    },
  })
  if (count === 0) return refused({ reason: 'over-already' })
  return done(
    { conditionId },
    { action: 'end-condition', entityType: 'PatientCondition', entityId: conditionId, patientId },
  )
}
