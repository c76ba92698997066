import { asIdentity } from '#db/audit.ts'
import {
  insertClaims,
  insertRest,
  lockResources,
  type RestRow as RestRowToStore,
  releaseRest,
  waiveTreatments,
} from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import { Beaten } from '#db/command.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { Actor } from '#domain/actor.ts'
import type { BookingVerdict, OverrideRequest } from '#domain/appointment/booking-facts.ts'
import type { AppointmentStatus } from '#domain/appointment/transitions.ts'
import { expandAreas } from '#domain/recovery/areas.ts'
import { type BodyRefusal, decideRest, isRest, waiversFor } from '#domain/recovery/decide-rest.ts'
import { type RestRow, restRows } from '#domain/recovery/rest-rows.ts'
import { isTechnique } from '#domain/recovery/technique.ts'
import type { Interval } from '#domain/time/interval.ts'
import { closeTasksOfVisit, putOnList } from '../task/records.ts'
import { type BodyFacts, loadBody } from './load-body.ts'

type Agreed = Extract<BookingVerdict, { ok: true }>

export interface Held {
  readonly appointmentId: string
  readonly patientId: string
  readonly verdict: Agreed
  readonly override: OverrideRequest | null
  /** The rest rows that the verdict was decided on. */
  readonly rest: BodyFacts['rest']
}

const jsonOf = (value: unknown): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue

/** Claims everything a decided visit needs, its broken rules written down first. Throws Beaten when something was taken meanwhile. */
export const holdVisit = async (tx: Transaction, actor: Actor, held: Held): Promise<void> => {
  const { appointmentId, patientId, verdict } = held
  const { clinicId } = actor
  const overrideId = verdict.breaks.length === 0 ? null : await recordOverride(tx, actor, held)
  if (overrideId !== null && verdict.waiveOthers.length > 0) {
    const ids = treatmentIds(held.rest, verdict.waiveOthers)
    await waiveTreatments(tx, clinicId, ids, { overrideId })
  }
  const claims = verdict.claims.map(({ resourceId, startMs, endMs, waived }) => ({
    resourceId,
    startMs,
    endMs,
    waivedByOverrideId: waived ? overrideId : null,
  }))
  if (!(await insertClaims(tx, clinicId, appointmentId, claims))) throw new Beaten()
  const rest = verdict.restRows.map(({ waived, ...row }) => ({
    ...row,
    waivedByOverrideId: waived ? overrideId : null,
    waivedByDeviationId: null,
  }))
  if (rest.length > 0 && !(await insertRest(tx, clinicId, patientId, appointmentId, rest))) throw new Beaten()
}

const recordOverride = async (tx: Transaction, actor: Actor, { appointmentId, verdict, override }: Held) => {
  const { id } = await tx.override.create({
    data: {
      clinicId: actor.clinicId,
      appointmentId,
      breaks: [...verdict.breaks],
      reason: override?.reason.trim() ?? '',
      byIdentityId: asIdentity(actor),
      byName: actor.kind === 'staff' ? actor.name : '',
      broke: jsonOf(verdict.broke),
    },
    select: { id: true },
  })
  return id
}

const treatmentIds = (
  rest: BodyFacts['rest'],
  wanted: readonly { readonly appointmentId: string; readonly areaId: string }[],
): string[] =>
  rest
    .filter((row) => row.kind === 'treatment')
    .filter((row) => wanted.some((one) => one.appointmentId === row.appointmentId && one.areaId === row.areaId))
    .map((row) => row.id)

export interface TreatedVisit {
  readonly encounterId: string
  readonly appointmentId: string
  /** From the first needle in to the last one out. */
  readonly needling: Interval
  readonly nowMs: number
}

export interface RestReplaced {
  /** Set when the needling broke a rest, an earlier visit's or a coming one's. */
  readonly deviationId: string | null
  /** Coming visits that fall into the rest and stand on the to-do list now. */
  readonly visitsToMove: readonly string[]
}

/**
 * Writes rest as it follows from what was really needled and when it ended, in place of what was planned. It has
 * happened, so it always stands: what it broke is waived by a deviation, and coming visits it spoilt go on the to-do list.
 */
export const replaceRest = async (tx: Transaction, actor: Actor, treated: TreatedVisit): Promise<RestReplaced> => {
  const { clinicId } = actor
  const { appointmentId, encounterId, needling, nowMs } = treated
  const appointment = await tx.appointment.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: appointmentId } },
    select: { patientId: true, timeZone: true },
  })
  const { patientId, timeZone: zone } = appointment
  await lockResources(tx, clinicId, [patientId], nowMs)
  const body = await loadBody(tx, clinicId, { patientId, areaIds: null, fromMs: needling.startMs, nowMs, zone })
  const procedures = await tx.procedure.findMany({
    where: { clinicId, encounterId, enteredInError: false },
    select: { areaId: true, technique: true },
  })
  const planned = rowsOf(procedures, body, needling, zone)
  const existing = body.rest.filter((row) => row.appointmentId !== appointmentId)
  const verdict = decideRest({ planned, existing })
  const refusals = verdict.ok ? [] : verdict.refusals
  const waivers = waiversFor(refusals)
  const decided = await overriddenAreas(tx, clinicId, appointmentId)
  const spoilt = treatmentIds(
    body.rest.filter((row) => !row.waived),
    waivers.others,
  )
  const standing = await waiversOf(tx, clinicId, treatmentIds(existing, waivers.others))
  const undecidedOwn = waivers.own.filter((areaId) => !decided.has(areaId))
  const deviationId =
    undecidedOwn.length + spoilt.length > 0 ? await recordDeviation(tx, actor, treated, refusals) : null
  await releaseRest(tx, clinicId, appointmentId)
  // letting go has ended the waivers that stood against this rest: those decided before still stand against the new one
  for (const { id, by } of standing) await waiveTreatments(tx, clinicId, [id], by)
  if (deviationId !== null && spoilt.length > 0) await waiveTreatments(tx, clinicId, spoilt, { deviationId })
  const rows = planned.map((row): RestRowToStore => {
    const waived = row.kind === 'treatment' && waivers.own.includes(row.areaId)
    const overrideId = waived ? (decided.get(row.areaId) ?? null) : null
    return {
      ...row,
      waivedByOverrideId: overrideId,
      waivedByDeviationId: waived && overrideId === null ? deviationId : null,
    }
  })
  if (!(await insertRest(tx, clinicId, patientId, appointmentId, rows))) throw new Beaten()
  const spoiltIds = new Set(spoilt)
  const visits = new Set(body.rest.flatMap((row) => (spoiltIds.has(row.id) ? (row.appointmentId ?? []) : [])))
  return { deviationId, visitsToMove: await listVisitsToMove(tx, actor, [...visits], refusals) }
}

/** Treatment and rest rows of all techniques used, one rest row per area: the longest. */
function rowsOf(
  procedures: readonly { readonly areaId: string; readonly technique: string }[],
  body: BodyFacts,
  needling: Interval,
  zone: string,
): readonly RestRow[] {
  const { neighboursOf, rules } = body
  const rows = [...Map.groupBy(procedures, ({ technique }) => technique)].flatMap(([technique, group]) =>
    isTechnique(technique)
      ? restRows({
          technique,
          areas: expandAreas(
            group.map(({ areaId }) => areaId),
            body.areas,
          ).leaves,
          neighboursOf,
          rules,
          zone,
          needling,
        })
      : [],
  )
  const longest = new Map<string, RestRow>()
  for (const row of rows) {
    const key = `${row.areaId} ${row.kind}`
    const known = longest.get(key)
    if (known === undefined || known.endMs < row.endMs) longest.set(key, row)
  }
  return [...longest.values()]
}

/** Areas of the visit whose needling inside a rest was decided beforehand: area → override. */
const overriddenAreas = async (tx: Transaction, clinicId: string, appointmentId: string) => {
  const rows = await tx.restClaim.findMany({
    where: { clinicId, appointmentId, kind: 'treatment', overrideId: { not: null }, override: { appointmentId } },
    select: { areaId: true, overrideId: true },
  })
  return new Map(rows.map(({ areaId, overrideId }) => [areaId, overrideId]))
}

type Waiver = { readonly overrideId: string } | { readonly deviationId: string }

/** Treatments that were waived before, and by what. */
const waiversOf = async (tx: Transaction, clinicId: string, restClaimIds: readonly string[]) => {
  const rows = await tx.restClaim.findMany({
    where: { clinicId, id: { in: [...restClaimIds] }, waived: true },
    select: { id: true, overrideId: true, deviationId: true },
  })
  return rows.flatMap(({ id, overrideId, deviationId }): { id: string; by: Waiver }[] =>
    overrideId !== null ? [{ id, by: { overrideId } }] : deviationId !== null ? [{ id, by: { deviationId } }] : [],
  )
}

const recordDeviation = async (
  tx: Transaction,
  actor: Actor,
  { appointmentId, encounterId }: TreatedVisit,
  refusals: readonly BodyRefusal[],
): Promise<string> => {
  const { id } = await tx.deviation.create({
    data: {
      clinicId: actor.clinicId,
      kind: 'rest-spoiled',
      encounterId,
      appointmentId,
      byIdentityId: asIdentity(actor),
      detail: { broke: jsonOf(refusals) },
    },
    select: { id: true },
  })
  return id
}

const TO_COME: readonly AppointmentStatus[] = ['proposed', 'booked', 'arrived']

const listVisitsToMove = async (
  tx: Transaction,
  actor: Actor,
  appointmentIds: readonly string[],
  refusals: readonly BodyRefusal[],
): Promise<string[]> => {
  if (appointmentIds.length === 0) return []
  const visits = await tx.appointment.findMany({
    where: { clinicId: actor.clinicId, id: { in: [...appointmentIds] }, status: { in: [...TO_COME] } },
    select: { id: true, patientId: true, practitionerId: true },
  })
  for (const visit of visits) {
    const spoils = refusals.filter(isRest).filter((refusal) => refusal.appointmentId === visit.id)
    const until = spoils.map((refusal) => refusal.untilMs)
    await putOnList(tx, actor.clinicId, {
      kind: 'visit-to-move',
      patientId: visit.patientId,
      appointmentId: visit.id,
      practitionerId: visit.practitionerId,
      detail: { restsUntil: new Date(Math.max(...until)).toISOString() },
    })
  }
  return visits.map(({ id }) => id)
}

/** The visit took place. Its claims stay; what the list asked of it is done. */
export const markFulfilled = async (tx: Transaction, clinicId: string, appointmentId: string): Promise<void> => {
  await tx.appointment.update({
    where: { clinicId_id: { clinicId, id: appointmentId } },
    data: { status: 'fulfilled', version: { increment: 1 } },
  })
  await closeTasksOfVisit(tx, clinicId, appointmentId)
}
