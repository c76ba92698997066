import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { insertedWithFate } from '#domain/encounter/needle-count.ts'
import { watchNeedles } from '#features/needle-alarm/records.ts'
import { keepTally, resolveDeferral } from '#features/needle-count/records.ts'
import { countOf, incidentsOf, lockEncounter, type VisitGate } from './queries.ts'
import { lastNeedleOut } from './records.ts'

export interface NeedlesOut {
  readonly removed: number
  readonly fellOutFound: number
  readonly broken: number
  readonly missing: number
  readonly incident: string | null
}

export type NeedlesOutRefusal =
  | Extract<VisitGate, { ok: false }>
  | { readonly reason: 'no-needles' | 'more-out-than-in' | 'incident-needed' }

/**
 * Writes down what came out. When every needle that went in has a fate, the last one is out: rest runs from this
 * moment over the areas really treated, and aftercare becomes due now, not at completion (Z15). A count corrected
 * downwards means that needles are in again (Z5).
 */
export const recordNeedlesOut = async (
  tx: Transaction,
  actor: StaffActor,
  encounterId: string,
  out: NeedlesOut,
  nowMs: number,
): Promise<Outcome<{ encounterId: string; stillIn: number; needlesOut: boolean }, NeedlesOutRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, { assistsAtMs: nowMs })
  if (!gate.ok) return refused(gate)
  const { clinicId } = actor
  const key = { clinicId_encounterId: { clinicId, encounterId } }
  const before = countOf(await tx.needleCount.findUnique({ where: key }))
  if (before === null || before.inserted === 0) return refused({ reason: 'no-needles' })
  const { incident, ...fates } = out
  const stillIn = before.inserted - insertedWithFate({ ...before, ...fates })
  if (stillIn < 0) return refused({ reason: 'more-out-than-in' })
  const known = await incidentsOf(tx, clinicId, encounterId)
  const unexplained = LOSSES.some(
    ({ field, kind }) => out[field] > before[field] || (out[field] > 0 && known.every((one) => one.kind !== kind)),
  )
  if (unexplained && incident === null) return refused({ reason: 'incident-needed' })
  const tallyId = await keepTally(tx, actor, { ...fates, encounterId, checksTallyId: null, explanation: null }, nowMs)
  await tx.needleCount.update({
    where: key,
    data: { ...fates, tallyId, closedAt: stillIn === 0 ? new Date(nowMs) : null, version: { increment: 1 } },
  })
  if (stillIn === 0) await resolveDeferral(tx, actor, encounterId, nowMs)
  if (incident !== null) {
    const kinds = kindsOf(out).filter(
      ({ kind, field }) =>
        (field !== null && out[field] > before[field]) ||
        known.every((one) => one.kind !== kind || one.description !== incident),
    )
    await recordIncidents(tx, actor, encounterId, kinds, incident)
  }
  if (stillIn === 0) await lastNeedleOut(tx, actor, gate.encounter, nowMs)
  else if (gate.encounter.needlesOutAt !== null) await needlesInAgain(tx, clinicId, encounterId, nowMs)
  const audit = { action: 'record-needles-out', entityType: 'Encounter', entityId: encounterId }
  return done({ encounterId, stillIn, needlesOut: stillIn === 0 }, { ...audit, patientId: gate.encounter.patientId })
}

const LOSSES = [
  { field: 'broken', kind: 'needle-broken' },
  { field: 'missing', kind: 'needle-missing' },
] as const

/** What an incident of this count is about. */
const kindsOf = (out: NeedlesOut): readonly ((typeof LOSSES)[number] | { field: null; kind: 'other' })[] => {
  const lost = LOSSES.filter(({ field }) => out[field] > 0)
  return lost.length > 0 ? lost : [{ field: null, kind: 'other' }]
}

const recordIncidents = async (
  tx: Transaction,
  actor: StaffActor,
  encounterId: string,
  kinds: readonly { readonly kind: string }[],
  description: string,
): Promise<void> => {
  await tx.incident.createMany({
    data: kinds.map(({ kind }) => ({
      clinicId: actor.clinicId,
      encounterId,
      kind,
      description,
      byIdentityId: asIdentity(actor),
    })),
  })
}

/** Counted too many before: what was taken for the end was not. Rest stands as it was until the real end moves it. */
const needlesInAgain = async (tx: Transaction, clinicId: string, encounterId: string, nowMs: number): Promise<void> => {
  await tx.encounter.update({
    where: { clinicId_id: { clinicId, id: encounterId } },
    data: { needlesOutAt: null, version: { increment: 1 } },
  })
  await watchNeedles(tx, clinicId, encounterId, nowMs)
}
