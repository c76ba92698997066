import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { sourceFault } from '#domain/sharps/injury.ts'
import { uuidv7 } from '#lib/ids.ts'
import { injuriesOf } from './access.ts'

export interface KeptSource {
  readonly injuryId: string
  readonly version: number
  readonly encounterId: string | null
  readonly reason: string
}

type Refusal = { readonly reason: 'not-found' | 'stale-version' | 'reason-missing' }

/** Keeps from whom the needle was, or that nobody knows and why; what was decided before stays below it. */
export const keepSource = async (
  tx: Transaction,
  actor: StaffActor,
  { injuryId, version: seen, encounterId, reason }: KeptSource,
  nowMs: number,
): Promise<Outcome<{ injuryId: string; version: number }, Refusal>> => {
  const { clinicId } = actor
  const fault = sourceFault(encounterId, reason)
  if (fault !== null) return refused({ reason: fault })
  const injury = await tx.sharpsInjury.findFirst({ where: { clinicId, id: injuryId, ...injuriesOf(actor) } })
  if (injury === null) return refused({ reason: 'not-found' })
  const visit =
    encounterId === null
      ? null
      : await tx.encounter.findUnique({
          where: { clinicId_id: { clinicId, id: encounterId } },
          select: { patientId: true },
        })
  if (encounterId !== null && visit === null) return refused({ reason: 'not-found' })
  const version = seen + 1
  const latest = await tx.sharpsInjurySource.aggregate({ where: { clinicId, injuryId }, _max: { version: true } })
  if ((latest._max.version ?? 0) !== seen) return refused({ reason: 'stale-version' })
  const by = { byIdentityId: asIdentity(actor), byName: actor.name, at: new Date(nowMs) }
  // of two who decide at once one is told to look again
  const { count } = await tx.sharpsInjurySource.createMany({
    data: { clinicId, id: uuidv7(), injuryId, version, encounterId, reason, ...by },
    skipDuplicates: true,
  })
  if (count === 0) return refused({ reason: 'stale-version' })
  const audit = { action: 'keep-injury-source', entityType: 'SharpsInjury', entityId: injuryId }
  return done({ injuryId, version }, { ...audit, ...(visit && { patientId: visit.patientId }), detail: { version } })
}
