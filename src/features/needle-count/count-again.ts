import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { sameTally, type Tally } from '#domain/encounter/second-count.ts'
import { lockEncounter, type VisitGate } from '#features/encounter/queries.ts'
import { talliesOf } from './queries.ts'
import { keepTally } from './records.ts'

export interface SecondTally extends Tally {
  readonly encounterId: string
  /** Why it differs from the first, and which holds. */
  readonly explanation: string | null
}

export type CountAgainRefusal = Extract<VisitGate, { ok: false }> | { readonly reason: 'not-counted' | 'own-count' }

/**
 * A second person counts without seeing what the first one found (Z13). What they found is kept even when it differs; the
 * visit then waits until both count anew or somebody says why.
 */
export const countAgain = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, explanation, ...tally }: SecondTally,
  nowMs: number,
): Promise<Outcome<{ encounterId: string; agrees: boolean }, CountAgainRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, { assistsAtMs: nowMs })
  if (!gate.ok) return refused(gate)
  const { clinicId, identityId } = actor
  const count = await tx.needleCount.findUnique({ where: { clinicId_encounterId: { clinicId, encounterId } } })
  const { first } = await talliesOf(tx, clinicId, count?.tallyId ?? null)
  if (count === null || first === null || !sameTally(first, count)) return refused({ reason: 'not-counted' })
  if (first.byIdentityId === identityId) return refused({ reason: 'own-count' })
  await keepTally(tx, actor, { ...tally, encounterId, explanation, checksTallyId: first.id }, nowMs)
  const agrees = explanation !== null || sameTally(first, tally)
  return done(
    { encounterId, agrees },
    {
      ...{ action: 'count-again', entityType: 'Encounter', entityId: encounterId },
      ...{ patientId: gate.encounter.patientId, detail: { agrees } },
    },
  )
}
