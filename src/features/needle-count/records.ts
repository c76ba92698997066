import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { Tally } from '#domain/encounter/second-count.ts'
import { uuidv7 } from '#lib/ids.ts'

interface Counted extends Tally {
  readonly encounterId: string
  /** The count that this one checks; null for a first count. */
  readonly checksTallyId: string | null
  readonly explanation: string | null
}

/** Keeps what one person found, with their name; nothing replaces it. */
export const keepTally = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, checksTallyId, explanation, removed, fellOutFound, broken, missing }: Counted,
  nowMs: number,
): Promise<string> => {
  const id = uuidv7()
  await tx.needleTally.createMany({
    data: {
      ...{ clinicId: actor.clinicId, id, encounterId, checksTallyId, explanation },
      ...{ removed, fellOutFound, broken, missing },
      ...{ byIdentityId: asIdentity(actor), byName: actor.name, at: new Date(nowMs) },
    },
  })
  return id
}

/** A count that had been put off was made: nothing is owed any more. */
export const resolveDeferral = async (
  tx: Transaction,
  actor: StaffActor,
  encounterId: string,
  nowMs: number,
): Promise<void> => {
  const { clinicId } = actor
  const { count } = await tx.countDeferral.updateMany({
    where: { clinicId, encounterId, resolvedAt: null },
    data: { resolvedAt: new Date(nowMs), resolvedByIdentityId: asIdentity(actor) },
  })
  if (count === 0) return
  await tx.task.updateMany({
    where: { clinicId, encounterId, kind: 'needles-to-count', status: 'open' },
    data: { status: 'done', doneAt: new Date(nowMs), doneByIdentityId: asIdentity(actor) },
  })
}
