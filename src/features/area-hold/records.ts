import { asIdentity } from '#db/audit.ts'
import { insertHoldRest, lockResources, restOf, waiveTreatments } from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import { Beaten } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { AppointmentStatus } from '#domain/appointment/transitions.ts'
import { type HoldKind, heldAreas } from '#domain/recovery/area-hold.ts'
import { overlaps } from '#domain/time/interval.ts'
import { closeTasksOfCause, putVisitsToMove } from '#features/task/records.ts'
import { areasToHold } from './queries.ts'

export interface NewHold {
  readonly patientId: string
  readonly areaIds: readonly string[]
  readonly kind: HoldKind
  readonly reason: string
  /** null: until somebody clears it. */
  readonly endMs: number | null
  /** The visit's record in which it was decided, if any. */
  readonly encounterId: string | null
}

export interface Placed {
  readonly holdId: string
  readonly leaves: readonly string[]
  /** Coming visits that needle there: on the to-do list now. */
  readonly visitsToMove: readonly string[]
}

const TO_COME: readonly AppointmentStatus[] = ['proposed', 'booked', 'arrived']

/**
 * Puts areas on hold from now on. It is a fact about the body, so it always stands: needling that is planned there is
 * waived by a deviation of its visit, and the visits go on the to-do list. null when an area is not on the clinic's list.
 */
export const placeHold = async (
  tx: Transaction,
  actor: StaffActor,
  hold: NewHold,
  nowMs: number,
): Promise<Placed | null> => {
  const { clinicId } = actor
  const { patientId, endMs } = hold
  await lockResources(tx, clinicId, [patientId])
  const { leaves, unknown } = heldAreas(hold.areaIds, await areasToHold(tx, clinicId))
  if (unknown.length > 0 || leaves.length === 0) return null
  const { id: holdId } = await tx.areaHold.create({
    data: {
      ...{ clinicId, patientId, kind: hold.kind, reason: hold.reason, encounterId: hold.encounterId, version: 1 },
      areaIds: [...new Set(hold.areaIds)].sort(),
      startsAt: new Date(nowMs),
      endsAt: endMs === null ? null : new Date(endMs),
      placedByIdentityId: asIdentity(actor),
      placedByName: actor.name,
    },
    select: { id: true },
  })
  const during = { startMs: nowMs, endMs: endMs ?? Number.POSITIVE_INFINITY }
  const planned = (await restOf(tx, clinicId, patientId, nowMs)).filter(
    (row) => row.kind === 'treatment' && leaves.includes(row.areaId) && overlaps(row, during),
  )
  await waivePlanned(
    tx,
    actor,
    holdId,
    planned.map(({ id }) => id),
  )
  if (!(await insertHoldRest(tx, clinicId, { id: holdId, patientId, startMs: nowMs, endMs }, leaves)))
    throw new Beaten()
  const appointmentIds = [...new Set(planned.flatMap(({ appointmentId }) => appointmentId ?? []))]
  return { holdId, leaves, visitsToMove: await listVisitsToMove(tx, clinicId, holdId, appointmentIds) }
}

/** Treatments in a held area stand as deviations of their visits. What somebody had allowed before is asked anew. */
const waivePlanned = async (
  tx: Transaction,
  actor: StaffActor,
  holdId: string,
  restClaimIds: readonly string[],
): Promise<void> => {
  const { clinicId } = actor
  const rows = await tx.restClaim.findMany({
    where: { clinicId, id: { in: [...restClaimIds] }, deviationId: null },
    select: { id: true, appointmentId: true, areaId: true, overrideId: true },
    orderBy: { id: 'asc' },
  })
  for (const [appointmentId, treatments] of Map.groupBy(rows, (row) => row.appointmentId)) {
    const allowed = treatments.filter(({ overrideId }) => overrideId !== null)
    const { id: deviationId } = await tx.deviation.create({
      data: {
        ...{ clinicId, kind: 'area-held', appointmentId, byIdentityId: asIdentity(actor) },
        detail: {
          holdId,
          areaIds: treatments.map(({ areaId }) => areaId),
          allowed: allowed.map(({ id, overrideId }) => ({ restClaimId: id, overrideId })),
        },
      },
      select: { id: true },
    })
    const ids = treatments.map(({ id }) => id)
    await waiveTreatments(tx, clinicId, ids, { deviationId })
  }
}

const listVisitsToMove = async (
  tx: Transaction,
  clinicId: string,
  holdId: string,
  appointmentIds: readonly string[],
): Promise<string[]> => {
  const visits = await tx.appointment.findMany({
    where: { clinicId, id: { in: [...appointmentIds] }, status: { in: [...TO_COME] } },
    select: { id: true, patientId: true, practitionerId: true },
    orderBy: { id: 'asc' },
  })
  await putVisitsToMove(tx, clinicId, visits, { why: 'hold', causeId: holdId, about: '' })
  return visits.map(({ id }) => id)
}

export interface Clearing {
  readonly holdId: string
  readonly expectedVersion: number
  readonly reason: string
}

/**
 * Ends a hold now. The store lets go of what was to come and ends waivers against it; what had been allowed before the
 * hold, and still falls into another rest, is as allowed as it was. False when somebody else has cleared it meanwhile.
 */
export const clearHold = async (
  tx: Transaction,
  actor: StaffActor,
  { holdId, expectedVersion, reason }: Clearing,
  nowMs: number,
): Promise<boolean> => {
  const { clinicId } = actor
  const { count } = await tx.areaHold.updateMany({
    where: { clinicId, id: holdId, clearedAt: null, version: expectedVersion },
    data: {
      ...{ clearedAt: new Date(nowMs), clearedByIdentityId: asIdentity(actor), clearedByName: actor.name },
      ...{ clearedReason: reason, version: { increment: 1 } },
    },
  })
  if (count === 0) return false
  await tx.$executeRaw`
    UPDATE rest_claim r SET override_id = was.override_id, deviation_id = NULL
    FROM (
      SELECT d.id AS deviation_id, (a ->> 'restClaimId')::uuid AS rest_claim_id, (a ->> 'overrideId')::uuid AS override_id
      FROM deviation d CROSS JOIN jsonb_array_elements(d.detail -> 'allowed') a
      WHERE d.clinic_id = ${clinicId}::uuid AND d.kind = 'area-held' AND d.detail ->> 'holdId' = ${holdId}
    ) was
    WHERE r.clinic_id = ${clinicId}::uuid AND r.id = was.rest_claim_id AND r.deviation_id = was.deviation_id`
  await closeTasksOfCause(tx, clinicId, holdId)
  return true
}
