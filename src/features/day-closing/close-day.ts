import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { closingOf, needlesInAnywhere } from './queries.ts'

export interface NeedlesInSomebody {
  readonly reason: 'needles-still-in'
  readonly where: Awaited<ReturnType<typeof needlesInAnywhere>>
}

/** Ends the clinic's day. Not while anybody has needles in, in whichever room and with whomever (Z5). */
export const closeDay = async (
  tx: Transaction,
  actor: StaffActor,
  nowMs: number,
): Promise<Outcome<{ date: string }, NeedlesInSomebody>> => {
  const { clinicId } = actor
  const where = await needlesInAnywhere(tx, clinicId)
  if (where.length > 0) return refused({ reason: 'needles-still-in', where })
  const date = localDateOf(nowMs, await clinicZone(tx, clinicId))
  if ((await closingOf(tx, clinicId, date)) === null) {
    await tx.dayClosing.createMany({
      data: {
        ...{ clinicId, day: new Date(`${date}T00:00:00Z`), closedAt: new Date(nowMs) },
        ...{ byIdentityId: asIdentity(actor), byName: actor.name },
      },
    })
  }
  return done({ date }, { action: 'close-day', entityType: 'DayClosing', entityId: date })
}
