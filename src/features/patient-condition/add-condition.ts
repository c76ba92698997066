import { asIdentity } from '#db/audit.ts'
import { lockResources } from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { isInCareOf } from '#features/patient/queries.ts'
import { uuidv7 } from '#lib/ids.ts'
import { answerSays, knownConditions } from './queries.ts'

export interface NewCondition {
  readonly patientId: string
  readonly code: string
  readonly note: string
  readonly reason: string
  readonly answer: { readonly encounterId: string; readonly questionId: string } | null
}

export type ConditionRefusal = {
  readonly reason: 'not-found' | 'not-allowed' | 'unknown-condition' | 'on-record' | 'over-already'
}

/** Puts something that is known of a person's health on record, with why and by which answer; each stands there once. */
export const addCondition = async (
  tx: Transaction,
  actor: StaffActor,
  { patientId, code, note, reason, answer }: NewCondition,
  nowMs: number,
): Promise<Outcome<{ conditionId: string }, ConditionRefusal>> => {
  const { clinicId } = actor
  const care = await isInCareOf(tx, actor, patientId, nowMs)
  if (care !== 'theirs') return refused({ reason: care === 'nobody' ? 'not-found' : 'not-allowed' })
  await lockResources(tx, clinicId, [patientId])
  const date = localDateOf(nowMs, await clinicZone(tx, clinicId))
  const known = (await knownConditions(tx, clinicId, date)).has(code)
  if (!known || (answer !== null && !(await answerSays(tx, clinicId, { patientId, code, date }, answer))))
    return refused({ reason: 'unknown-condition' })
  if ((await tx.patientCondition.count({ where: { clinicId, patientId, code, endedAt: null } })) > 0)
    return refused({ reason: 'on-record' })
  const conditionId = uuidv7()
  await tx.patientCondition.createMany({
    data: {
      ...{ clinicId, id: conditionId, patientId, code, note: note === '' ? null : note, reason },
      ...{ recordedAt: new Date(nowMs), recordedByIdentityId: asIdentity(actor), recordedByName: actor.name },
      ...{ answerEncounterId: answer?.encounterId ?? null, answerQuestionId: answer?.questionId ?? null },
    },
  })
  // what it is stands in the record, and not in the trail
  return done(
    { conditionId },
    { action: 'add-condition', entityType: 'PatientCondition', entityId: conditionId, patientId },
  )
}
