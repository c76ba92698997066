import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { HoldKind } from '#domain/recovery/area-hold.ts'
import { startOfDayMs } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { isInCareOf } from '#features/patient/queries.ts'
import { placeHold } from './records.ts'

export interface Placing {
  readonly patientId: string
  readonly areaIds: readonly string[]
  readonly kind: HoldKind
  readonly reason: string
  /** 'YYYY-MM-DD'; null: until somebody clears it. */
  readonly freeFromDate: string | null
}

export type HoldRefusal = {
  readonly reason: 'not-found' | 'not-allowed' | 'unknown-area' | 'over-already' | 'stale-version'
}

/** Puts areas of somebody in the practitioner's care on hold, until a day or until it is cleared. */
export const placeAreaHold = async (
  tx: Transaction,
  actor: StaffActor,
  { freeFromDate, ...placing }: Placing,
  nowMs: number,
): Promise<Outcome<{ holdId: string; visitsToMove: number }, HoldRefusal>> => {
  const { patientId } = placing
  const care = await isInCareOf(tx, actor, patientId, nowMs)
  if (care !== 'theirs') return refused({ reason: care === 'nobody' ? 'not-found' : 'not-allowed' })
  const endMs = freeFromDate === null ? null : startOfDayMs(freeFromDate, await clinicZone(tx, actor.clinicId))
  if (endMs !== null && endMs <= nowMs) return refused({ reason: 'over-already' })
  const placed = await placeHold(tx, actor, { ...placing, endMs, encounterId: null }, nowMs)
  if (placed === null) return refused({ reason: 'unknown-area' })
  const { holdId, leaves, visitsToMove } = placed
  return done(
    { holdId, visitsToMove: visitsToMove.length },
    {
      ...{ action: 'place-hold', entityType: 'AreaHold', entityId: holdId, patientId },
      // why is not for everybody who reads the trail
      detail: { areaIds: [...leaves], visitsToMove: [...visitsToMove] },
    },
  )
}
