import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { EMPTY_COUNT, insertedWithFate, withoutNeedles } from '#domain/encounter/needle-count.ts'
import { replaceRest } from '#features/appointment/records.ts'
import { planAftercare } from '#features/communication/records.ts'
import { countOf, type LockedEncounter, lockEncounter, type VisitGate } from './queries.ts'
import { lastNeedleOut } from './records.ts'

export interface NeedlingError {
  readonly encounterId: string
  readonly procedureId: string
  readonly reason: string
}

export type NeedlingErrorRefusal = Extract<VisitGate, { ok: false }> | { readonly reason: 'already-in-error' }

/**
 * Says that a row of the record was entered in error, with the reason. The row stays in the trail; its needles go back
 * into the stock book (the store sees to that), out of the count, and rest follows what is left.
 */
export const enterNeedlingInError = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, procedureId, reason }: NeedlingError,
  nowMs: number,
): Promise<Outcome<{ encounterId: string }, NeedlingErrorRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { clinicId } = actor
  const row = await tx.procedure.findUnique({
    where: { clinicId_id: { clinicId, id: procedureId } },
    select: { encounterId: true, needles: true, enteredInError: true },
  })
  if (row === null || row.encounterId !== encounterId) return refused({ ok: false, reason: 'not-found' })
  if (row.enteredInError) return refused({ reason: 'already-in-error' })
  await tx.errorEntry.create({
    data: { clinicId, procedureId, reason, byIdentityId: asIdentity(actor), byName: actor.name },
  })
  await tx.procedure.updateMany({ where: { clinicId, id: procedureId }, data: { enteredInError: true } })
  await followWith(tx, actor, gate.encounter, row.needles, nowMs)
  return done(
    { encounterId },
    {
      action: 'enter-needling-in-error',
      entityType: 'Procedure',
      entityId: procedureId,
      patientId: gate.encounter.patientId,
      detail: { encounterId },
    },
  )
}

/** Lets count, times and rest follow from what is left of the record. */
const followWith = async (
  tx: Transaction,
  actor: StaffActor,
  encounter: LockedEncounter,
  needles: number,
  nowMs: number,
): Promise<void> => {
  const { clinicId } = actor
  const { id: encounterId, needlesInAt, needlesOutAt } = encounter
  const key = { clinicId_encounterId: { clinicId, encounterId } }
  const before = countOf(await tx.needleCount.findUnique({ where: key })) ?? EMPTY_COUNT
  const count = withoutNeedles(before, needles)
  const allOut = count.inserted > 0 && insertedWithFate(count) === count.inserted
  const closedAt = allOut ? new Date(nowMs) : null
  await tx.needleCount.update({ where: key, data: { ...count, closedAt, version: { increment: 1 } } })
  const nothingLeft = count.inserted === 0
  await tx.encounter.update({
    where: { clinicId_id: { clinicId, id: encounterId } },
    data: { ...(nothingLeft && { needlesInAt: null, needlesOutAt: null }), version: { increment: 1 } },
  })
  if (needlesInAt === null) return
  if (needlesOutAt !== null) {
    const startMs = needlesInAt.getTime()
    const needling = { startMs, endMs: Math.max(needlesOutAt.getTime(), startMs + 1) }
    await replaceRest(tx, actor, { encounterId, appointmentId: encounter.appointmentId, needling, nowMs })
    if (!nothingLeft) await planAftercare(tx, actor, encounterId, nowMs)
  } else if (allOut) {
    await lastNeedleOut(tx, actor, encounter, nowMs)
  }
}
