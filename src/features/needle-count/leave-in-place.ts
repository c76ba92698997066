import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { insertedWithFate } from '#domain/encounter/needle-count.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { planRemoval } from '#features/communication/records.ts'
import { countOf, type LockedEncounter, lockEncounter, type VisitGate } from '#features/encounter/queries.ts'
import { lastNeedleOut } from '#features/encounter/records.ts'
import { clinicTexts } from '#features/safety-policy/queries.ts'
import { parseLocale } from '#words/locale.ts'
import { resolveDeferral } from './records.ts'

/** The words a patient signs when a needle stays in on purpose. */
export const AGREEMENT_KEY = 'left-in-place-agreement'

export interface LeavingInPlace {
  readonly encounterId: string
  readonly areaId: string
  readonly needles: number
  readonly textId: string
  readonly locale: string
  readonly signedName: string
  readonly signerRelation: string
  readonly strokes: readonly (readonly number[])[]
  readonly leaflet: 'paper' | 'mail'
  /** `YYYY-MM-DD` */
  readonly removalOn: string
}

export type LeaveRefusal =
  | Extract<VisitGate, { ok: false }>
  | {
      readonly reason:
        | 'no-needles'
        | 'more-left-than-in'
        | 'removal-day-past'
        | 'unknown-area'
        | 'other-text'
        | 'no-mail-address'
    }

/** What stands in the way of leaving these needles in; null when nothing does. */
const whatLacks = async (
  tx: Transaction,
  { clinicId, encounter, nowMs }: { clinicId: string; encounter: LockedEncounter; nowMs: number },
  leaving: LeavingInPlace,
): Promise<Exclude<LeaveRefusal, { ok: false }> | null> => {
  const { encounterId, areaId, textId, removalOn, leaflet } = leaving
  const today = localDateOf(nowMs, encounter.zone)
  if (removalOn < today) return { reason: 'removal-day-past' }
  const treated = await tx.procedure.count({ where: { clinicId, encounterId, areaId, enteredInError: false } })
  if (treated === 0) return { reason: 'unknown-area' }
  const shown = { date: today, locale: parseLocale(leaving.locale), keys: [AGREEMENT_KEY] }
  if ((await clinicTexts(tx, clinicId, shown))[0]?.id !== textId) return { reason: 'other-text' }
  if (leaflet === 'paper') return null
  const who = { where: { clinicId_id: { clinicId, id: encounter.patientId } }, select: { email: true } } as const
  return (await tx.patient.findUniqueOrThrow(who)).email === null ? { reason: 'no-mail-address' } : null
}

/**
 * Leaves needles in on purpose. There is one way to do it (Z14): the patient has signed the clinic's words, has the leaflet,
 * knows the day on which it comes out, and is reminded of it; and somebody here has it on their list.
 */
export const leaveInPlace = async (
  tx: Transaction,
  actor: StaffActor,
  leaving: LeavingInPlace,
  nowMs: number,
): Promise<Outcome<{ encounterId: string; stillIn: number }, LeaveRefusal>> => {
  const { encounterId, needles } = leaving
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { encounter } = gate
  const { clinicId } = actor
  const key = { clinicId_encounterId: { clinicId, encounterId } }
  const before = countOf(await tx.needleCount.findUnique({ where: key }))
  if (before === null || before.inserted === 0) return refused({ reason: 'no-needles' })
  const stillIn = before.inserted - insertedWithFate(before) - needles
  if (stillIn < 0) return refused({ reason: 'more-left-than-in' })
  const lacks = await whatLacks(tx, { clinicId, encounter, nowMs }, leaving)
  if (lacks !== null) return refused(lacks)
  await keepAgreement(tx, actor, leaving, nowMs)
  await tx.needleCount.update({
    where: key,
    data: {
      leftInPlace: { increment: needles },
      closedAt: stillIn === 0 ? new Date(nowMs) : null,
      version: { increment: 1 },
    },
  })
  await putOnRemovalList(tx, clinicId, encounter, leaving)
  const removal = { ...leaving, clinicId, zone: encounter.zone, nowMs }
  if (!(await planRemoval(tx, removal))) return refused({ reason: 'other-text' })
  if (stillIn === 0) {
    await resolveDeferral(tx, actor, encounterId, nowMs)
    await lastNeedleOut(tx, actor, encounter, nowMs)
  }
  const { patientId } = encounter
  const audit = { action: 'leave-in-place', entityType: 'Encounter', entityId: encounterId, patientId }
  return done({ encounterId, stillIn }, { ...audit, detail: { needles, removalOn: leaving.removalOn } })
}

const keepAgreement = async (
  tx: Transaction,
  actor: StaffActor,
  { strokes, removalOn, ...agreed }: LeavingInPlace,
  nowMs: number,
): Promise<void> => {
  await tx.needleLeftInPlace.createMany({
    data: {
      ...{ clinicId: actor.clinicId, ...agreed, signature: { strokes: strokes.map((stroke) => [...stroke]) } },
      ...{ signedAt: new Date(nowMs), removalOn: new Date(`${removalOn}T00:00:00Z`) },
      ...{ byIdentityId: asIdentity(actor), at: new Date(nowMs) },
    },
  })
}

const putOnRemovalList = async (
  tx: Transaction,
  clinicId: string,
  { patientId, appointmentId, practitionerId }: LockedEncounter,
  { encounterId, areaId, needles, removalOn }: LeavingInPlace,
): Promise<void> => {
  await tx.task.createMany({
    data: {
      ...{ clinicId, kind: 'needle-to-remove', status: 'open', detail: { areaId, needles, onDate: removalOn } },
      ...{ patientId, appointmentId, encounterId, practitionerId },
    },
  })
}
