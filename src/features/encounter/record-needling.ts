import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { planAftercare } from '#features/communication/records.ts'
import { sizesByLot } from '#features/lot/queries.ts'
import { recordLotUse } from '#features/lot/records.ts'
import { type LockedEncounter, lockEncounter, type VisitGate } from './queries.ts'
import { addToCount } from './records.ts'

export interface NeedlingEntry {
  readonly areaId: string
  readonly lotId: string
  readonly needles: number
  readonly insertions: number
  readonly retained: boolean
  /** What was done, in a visit that was booked without needling; else the visit says it. */
  readonly technique?: string | undefined
}

export type NeedlingRefusal =
  | Extract<VisitGate, { ok: false }>
  | { readonly reason: 'unknown-area' | 'unknown-lot' | 'not-a-needling' }

/**
 * Writes down needles that went in. A fact: an area at rest, a lot recalled a second ago or a lot never scanned does
 * not stop it, nor does a visit booked without needling; what it broke is saved beside it. Only what cannot be true
 * (no such area, no such lot, needles without any technique) is refused.
 */
export const recordNeedling = async (
  tx: Transaction,
  actor: StaffActor,
  encounterId: string,
  entries: readonly NeedlingEntry[],
  nowMs: number,
): Promise<Outcome<{ encounterId: string }, NeedlingRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { encounter } = gate
  const needled = entries.map((entry) => ({ ...entry, technique: encounter.technique ?? entry.technique ?? null }))
  if (!needled.every(hasTechnique)) return refused({ reason: 'not-a-needling' })
  const { clinicId } = actor
  const areaIds = [...new Set(entries.map((entry) => entry.areaId))]
  if ((await tx.bodyArea.count({ where: { clinicId, id: { in: areaIds }, leaf: true } })) < areaIds.length) {
    return refused({ reason: 'unknown-area' })
  }
  const lines = entries.map(({ lotId, needles }) => ({ lotId, quantity: needles }))
  const known = await recordLotUse(tx, actor, { encounterId, lines, usedAtMs: nowMs, zone: encounter.zone })
  if (!known) return refused({ reason: 'unknown-lot' })
  const sizes = await sizesByLot(
    tx,
    clinicId,
    lines.map(({ lotId }) => lotId),
  )
  await tx.procedure.createMany({
    data: needled.map((entry) => ({
      clinicId,
      encounterId,
      diameterMm: sizes.get(entry.lotId)?.diameterMm ?? 0,
      lengthMm: sizes.get(entry.lotId)?.lengthMm ?? 0,
      enteredInError: false,
      ...entry,
    })),
  })
  if (encounter.technique === null) await recordNotPlanned(tx, actor, encounter, needled)
  await addToCount(tx, clinicId, encounterId, { inserted: lines.reduce((sum, { quantity }) => sum + quantity, 0) })
  await tx.encounter.update({
    where: { clinicId_id: { clinicId, id: encounterId } },
    data: { needlesInAt: encounter.needlesInAt ?? new Date(nowMs), needlesOutAt: null, version: { increment: 1 } },
  })
  // written down after the planned end: the watch at that hour found nothing yet
  if (nowMs >= encounter.plannedEndMs) await planAftercare(tx, actor, encounterId, nowMs)
  return done(
    { encounterId },
    { action: 'record-needling', entityType: 'Encounter', entityId: encounterId, patientId: encounter.patientId },
  )
}

type Needled = NeedlingEntry & { readonly technique: string }

const hasTechnique = (
  entry: Omit<NeedlingEntry, 'technique'> & { readonly technique: string | null },
): entry is Needled => entry.technique !== null

/** Needles in a visit that was booked without: it has happened, so the record says that nobody planned it. */
const recordNotPlanned = async (
  tx: Transaction,
  actor: StaffActor,
  { id: encounterId, appointmentId }: LockedEncounter,
  needled: readonly Needled[],
): Promise<void> => {
  await tx.deviation.createMany({
    data: {
      clinicId: actor.clinicId,
      kind: 'not-planned',
      encounterId,
      appointmentId,
      byIdentityId: asIdentity(actor),
      detail: { needled: needled.map(({ areaId, technique }) => ({ areaId, technique })) },
    },
  })
}
