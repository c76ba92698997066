import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { planAftercare } from '#features/communication/records.ts'
import { noteWithoutConsent } from '#features/consent/records.ts'
import { recordBroken } from '#features/contraindication/records.ts'
import { sizesByLot } from '#features/lot/queries.ts'
import { recordLotUse } from '#features/lot/records.ts'
import { watchNeedles } from '#features/needle-alarm/records.ts'
import { uuidv7 } from '#lib/ids.ts'
import { noteDeviations } from './note-deviations.ts'
import { lockEncounter, type VisitGate } from './queries.ts'
import { addToCount } from './records.ts'
import type { NeedlingEntry } from './schema.ts'

export type NeedlingRefusal =
  | Extract<VisitGate, { ok: false }>
  | { readonly reason: 'unknown-area' | 'unknown-lot' | 'not-a-needling' | 'deeper-than-long' | 'changed-meanwhile' }

export interface Needling {
  readonly encounterId: string
  readonly entries: readonly NeedlingEntry[]
  /** What the screen showed as written down when these were entered; null when it does not say. */
  readonly knownProcedureIds: readonly string[] | null
}

/**
 * Writes down needles that went in. A fact: an area at rest, a lot recalled a second ago or a lot never scanned does
 * not stop it, nor does a visit booked without needling or for the other side; what it broke is saved beside it. Only
 * what cannot be true (no such area, no such lot, deeper than the needle is long) is refused, and what somebody enters
 * who has not seen what another device wrote down meanwhile: both are shown, and the same is not written twice (E10).
 */
export const recordNeedling = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, entries, knownProcedureIds }: Needling,
  nowMs: number,
): Promise<Outcome<{ encounterId: string; procedureIds: string[] }, NeedlingRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { encounter } = gate
  if (await writtenMeanwhile(tx, actor.clinicId, encounterId, knownProcedureIds))
    return refused({ reason: 'changed-meanwhile' })
  const needled = entries.map((entry) => ({ ...entry, technique: entry.technique ?? encounter.technique }))
  if (!needled.every(hasTechnique)) return refused({ reason: 'not-a-needling' })
  const { clinicId } = actor
  const areaIds = [...new Set(entries.map((entry) => entry.areaId))]
  if ((await tx.bodyArea.count({ where: { clinicId, id: { in: areaIds }, leaf: true } })) < areaIds.length) {
    return refused({ reason: 'unknown-area' })
  }
  const sizes = await sizesByLot(
    tx,
    clinicId,
    entries.map(({ lotId }) => lotId),
  )
  if (!entries.every(({ lotId }) => sizes.has(lotId))) return refused({ reason: 'unknown-lot' })
  if (needled.some((entry) => isTooDeep(entry, sizes))) return refused({ reason: 'deeper-than-long' })
  await noteDeviations(tx, actor, encounter, needled)
  await recordBroken(tx, actor, { encounterId, appointmentId: encounter.appointmentId }, needled, nowMs)
  await addToCount(tx, clinicId, encounterId, { inserted: entries.reduce((sum, { needles }) => sum + needles, 0) })
  await tx.encounter.update({
    where: { clinicId_id: { clinicId, id: encounterId } },
    data: { needlesInAt: encounter.needlesInAt ?? new Date(nowMs), needlesOutAt: null, version: { increment: 1 } },
  })
  await watchNeedles(tx, clinicId, encounterId, nowMs)
  // last, for everybody who uses the same lot waits for its lock from here on
  const lines = entries.map(({ lotId, needles }) => ({ lotId, quantity: needles }))
  const uses = await recordLotUse(tx, actor, encounter, { lines, usedAtMs: nowMs })
  if (uses === null) return refused({ reason: 'unknown-lot' })
  const procedureIds = await saveProcedures(tx, actor, encounterId, { needled, uses, sizes, nowMs })
  // asked of what was treated, so of these as well
  await noteWithoutConsent(tx, actor, encounter, nowMs)
  // written down after the planned end: the watch at that hour found nothing yet
  if (nowMs >= encounter.plannedEndMs) await planAftercare(tx, actor, encounterId, nowMs)
  return done(
    { encounterId, procedureIds },
    { action: 'record-needling', entityType: 'Encounter', entityId: encounterId, patientId: encounter.patientId },
  )
}

type Needled = Omit<NeedlingEntry, 'technique'> & { readonly technique: string }

const hasTechnique = (
  entry: Omit<NeedlingEntry, 'technique'> & { readonly technique: string | null },
): entry is Needled => entry.technique !== null

const writtenMeanwhile = async (
  tx: Transaction,
  clinicId: string,
  encounterId: string,
  known: readonly string[] | null,
): Promise<boolean> =>
  known !== null &&
  (await tx.procedure.count({ where: { clinicId, encounterId, enteredInError: false, id: { notIn: [...known] } } })) > 0

type Sizes = Awaited<ReturnType<typeof sizesByLot>>

const lengthOf = (lotId: string, sizes: Sizes): number => sizes.get(lotId)?.lengthMm.toNumber() ?? 0

const isTooDeep = ({ depthMm, lotId }: Needled, sizes: Sizes): boolean =>
  depthMm !== null && depthMm > lengthOf(lotId, sizes)

interface Entered {
  readonly needled: readonly Needled[]
  readonly uses: ReadonlyMap<string, string>
  readonly sizes: Sizes
  readonly nowMs: number
}

/** The ids of the rows that were added. */
const saveProcedures = async (
  tx: Transaction,
  actor: StaffActor,
  encounterId: string,
  { needled, uses, sizes, nowMs }: Entered,
): Promise<string[]> => {
  const { clinicId } = actor
  // a millisecond apart, so that they are read in the order in which they were entered
  const rows = needled.map(({ electro, sideConfirmed: _, ...entry }, index) => ({
    ...{ clinicId, encounterId, id: uuidv7(nowMs + index), enteredInError: false, byIdentityId: asIdentity(actor) },
    ...entry,
    diameterMm: sizes.get(entry.lotId)?.diameterMm ?? 0,
    lengthMm: lengthOf(entry.lotId, sizes),
    lotUseId: uses.get(entry.lotId) ?? null,
    electroHertz: electro?.hertz ?? null,
    electroMilliampere: electro?.milliampere ?? null,
    electroMinutes: electro?.minutes ?? null,
  }))
  await tx.procedure.createMany({ data: rows })
  return rows.map(({ id }) => id)
}
