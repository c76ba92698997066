import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { wallToMs } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { visitInCare } from '#features/encounter/queries.ts'
import { uuidv7 } from '#lib/ids.ts'

export interface NewInjury {
  readonly hurtName: string
  readonly practitionerId: string | null
  /** `YYYY-MM-DD` and the minutes on the clinic's clock. */
  readonly onDate: string
  readonly minuteOfDay: number
  readonly roomId: string | null
  readonly containerId: string | null
  readonly encounterId: string | null
  readonly lotNumber: string
  readonly description: string
  readonly firstSteps: string
}

type Refusal = { readonly reason: 'not-found' | 'not-yet' }

/** The minute as the clinic's clock showed it: of two the first, of none when it went on. */
const happenedMs = ({ onDate, minuteOfDay }: NewInjury, zone: string): number => {
  const meaning = wallToMs(onDate, minuteOfDay, zone)
  return meaning.kind === 'gap' ? meaning.resumesMs : meaning.ms
}

/** Whether what the injury names is the clinic's. */
const isKnown = async (tx: Transaction, clinicId: string, { practitionerId, roomId, containerId }: NewInjury) => {
  if (practitionerId !== null && (await tx.practitioner.count({ where: { clinicId, id: practitionerId } })) === 0)
    return false
  if (roomId !== null && (await tx.room.count({ where: { clinicId, id: roomId } })) === 0) return false
  return containerId === null || (await tx.sharpsContainer.count({ where: { clinicId, id: containerId } })) > 0
}

/** Writes down that a needle hurt somebody of the staff. It happened: only what is not the clinic's or still to come is refused. */
export const recordInjury = async (
  tx: Transaction,
  actor: StaffActor,
  injury: NewInjury,
  nowMs: number,
): Promise<Outcome<{ injuryId: string }, Refusal>> => {
  const { clinicId } = actor
  const { onDate: _date, minuteOfDay: _minute, ...said } = injury
  if (!(await isKnown(tx, clinicId, injury))) return refused({ reason: 'not-found' })
  const { encounterId } = injury
  if (encounterId !== null && (await visitInCare(tx, actor, encounterId, nowMs)) === null)
    return refused({ reason: 'not-found' })
  const ms = happenedMs(injury, await clinicZone(tx, clinicId))
  if (ms > nowMs) return refused({ reason: 'not-yet' })
  const injuryId = uuidv7()
  await tx.sharpsInjury.createMany({
    data: {
      ...{ clinicId, id: injuryId, ...said, happenedAt: new Date(ms) },
      ...{ byIdentityId: asIdentity(actor), byName: actor.name, at: new Date(nowMs) },
    },
  })
  return done({ injuryId }, { action: 'record-sharps-injury', entityType: 'SharpsInjury', entityId: injuryId })
}
