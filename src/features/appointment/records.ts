import { asIdentity } from '#db/audit.ts'
import {
  insertRest,
  insertVisitClaims,
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
import { wallTimeOf } from '#domain/time/zone.ts'
import { uuidv7 } from '#lib/ids.ts'
import { closeTasksOfEach, closeTasksOfVisit, putOnList } from '../task/records.ts'
import { type BodyFacts, loadBody } from './load-body.ts'
import type { FrameService } from './load-frame.ts'

type Agreed = Extract<BookingVerdict, { ok: true }>

export interface Held {
  readonly appointmentId: string
  readonly patientId: string
  readonly verdict: Agreed
  readonly override: OverrideRequest | null
  /** The rest rows that the verdict was decided on. */
  readonly rest: BodyFacts['rest']
  /** Areas that are not written down yet: a new visit's. */
  readonly newAreaIds: readonly string[]
}

const jsonOf = (value: unknown): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue

/** A visit as it is first written down. */
export interface NewVisit {
  readonly appointmentId: string
  readonly patientId: string
  readonly practitionerId: string
  readonly locationId: string
  readonly placeId: string
  readonly service: Pick<
    FrameService,
    'id' | 'technique' | 'segments' | 'needMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes'
  >
  readonly status: AppointmentStatus
  readonly arrivedAtMs: number | null
  readonly startMs: number
  readonly endMs: number
  readonly timeZone: string
  readonly areasUndecided: boolean
  readonly comment: string | null
  readonly source: 'desk' | 'portal' | 'practitioner' | 'walk-in'
}

export const insertVisit = async (tx: Transaction, clinicId: string, visit: NewVisit): Promise<void> => {
  const { service, startMs, endMs, timeZone } = visit
  await tx.$executeRaw`
    INSERT INTO appointment (clinic_id, id, patient_id, practitioner_id, location_id, place_id, service_id, status,
      starts_at, ends_at, promised_wall_time, time_zone, technique, segments, buffer_before_minutes, buffer_after_minutes,
      need_minutes, areas_undecided, comment, source, arrived_at, version)
    VALUES (${clinicId}::uuid, ${visit.appointmentId}::uuid, ${visit.patientId}::uuid, ${visit.practitionerId}::uuid,
      ${visit.locationId}::uuid, ${visit.placeId}::uuid, ${service.id}::uuid, ${visit.status},
      ${new Date(startMs)}::timestamptz, ${new Date(endMs)}::timestamptz, ${wallTimeOf(startMs, timeZone)}, ${timeZone},
      ${service.technique}, ${JSON.stringify(service.segments)}::jsonb, ${service.bufferBeforeMinutes},
      ${service.bufferAfterMinutes}, ${service.needMinutes}, ${visit.areasUndecided}, ${visit.comment}, ${visit.source},
      ${visit.arrivedAtMs === null ? null : new Date(visit.arrivedAtMs)}::timestamptz, 1)`
}

/**
 * Moves a visit if it is still as it was decided on, and gives its new version. It lasts as long as its patient needs now,
 * which may be another than when it was booked.
 */
export const moveVisit = async (
  tx: Transaction,
  clinicId: string,
  moving: { readonly id: string; readonly version: number },
  to: Pick<NewVisit, 'practitionerId' | 'placeId' | 'startMs' | 'endMs' | 'timeZone'> & {
    readonly service: Pick<FrameService, 'segments' | 'needMinutes'>
  },
): Promise<number> => {
  const moved = await tx.$executeRaw`
    UPDATE appointment SET practitioner_id = ${to.practitionerId}::uuid, place_id = ${to.placeId}::uuid,
      starts_at = ${new Date(to.startMs)}::timestamptz, ends_at = ${new Date(to.endMs)}::timestamptz,
      promised_wall_time = ${wallTimeOf(to.startMs, to.timeZone)}, time_zone = ${to.timeZone},
      segments = ${JSON.stringify(to.service.segments)}::jsonb, need_minutes = ${to.service.needMinutes}, version = version + 1
    WHERE clinic_id = ${clinicId}::uuid AND id = ${moving.id}::uuid AND version = ${moving.version}`
  if (moved === 0) throw new Beaten()
  return moving.version + 1
}

/**
 * Claims everything a decided visit needs, its broken rules written down first, in one round trip. Fails when something was
 * taken meanwhile.
 */
export const holdVisit = async (tx: Transaction, actor: Actor, held: Held): Promise<void> => {
  const { appointmentId, patientId, verdict, newAreaIds } = held
  const { clinicId } = actor
  const overrideId = verdict.breaks.length === 0 ? null : uuidv7()
  const by = <T extends { readonly waived: boolean }>({ waived, ...row }: T) => ({
    ...row,
    waivedByOverrideId: waived ? overrideId : null,
  })
  const rest = verdict.restRows.map((row) => ({ ...by(row), waivedByDeviationId: null }))
  await Promise.all([
    overrideId === null ? undefined : insertOverride(tx, actor, overrideId, held),
    overrideId === null
      ? undefined
      : waiveTreatments(tx, clinicId, treatmentIds(held.rest, verdict.waiveOthers), { overrideId }),
    insertVisitClaims(
      tx,
      clinicId,
      { appointmentId, patientId },
      { claims: verdict.claims.map(by), rest, areaIds: newAreaIds },
    ),
    insertParticipants(tx, clinicId, appointmentId, verdict.participantIds),
  ])
}

/** Writes down who and what else takes part; most visits have nobody and nothing. */
const insertParticipants = async (
  tx: Transaction,
  clinicId: string,
  appointmentId: string,
  resourceIds: readonly string[],
): Promise<void> => {
  if (resourceIds.length === 0) return
  await tx.$executeRaw`
    INSERT INTO appointment_participant (clinic_id, appointment_id, resource_id)
    SELECT ${clinicId}::uuid, ${appointmentId}::uuid, resource FROM unnest(${[...resourceIds]}::uuid[]) resource`
}

const insertOverride = async (
  tx: Transaction,
  actor: Actor,
  overrideId: string,
  { appointmentId, verdict, override }: Held,
): Promise<void> => {
  await tx.$executeRaw`
    INSERT INTO override (clinic_id, id, appointment_id, breaks, reason, by_identity_id, by_name, broke)
    VALUES (${actor.clinicId}::uuid, ${overrideId}::uuid, ${appointmentId}::uuid, ${[...verdict.breaks]}::text[],
      ${override?.reason.trim() ?? ''}, ${asIdentity(actor)}, ${actor.kind === 'staff' ? actor.name : ''},
      ${JSON.stringify(verdict.broke)}::jsonb)`
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
  await lockResources(tx, clinicId, [patientId])
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
  await insertRest(tx, clinicId, patientId, appointmentId, rows)
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

/** Lets go of what this person holds: the hold that is named, and every one of a patient, who holds a single time. */
export const letGoOfHold = async (tx: Transaction, actor: Actor, holdId: string | null): Promise<void> => {
  const all = actor.kind === 'patient'
  if (holdId === null && !all) return
  await tx.$executeRaw`
    DELETE FROM time_hold WHERE clinic_id = ${actor.clinicId}::uuid AND identity_id = ${asIdentity(actor)}
      AND (${all} OR id = ${holdId}::uuid)`
}

/** A draft has become a visit, or was thrown away: it is parked no more, and its time is held no more. */
export const closeDraft = async (tx: Transaction, actor: Actor, draftId: string | null): Promise<void> => {
  const parked = async () => {
    if (draftId === null || actor.kind !== 'staff') return
    await tx.$executeRaw`
      DELETE FROM visit_draft WHERE clinic_id = ${actor.clinicId}::uuid AND id = ${draftId}::uuid AND identity_id = ${actor.identityId}`
  }
  await Promise.all([letGoOfHold(tx, actor, draftId), parked()])
}

/**
 * Cancels visits together for the clinic, those of them that still wait or are booked, and says which. Their time and their
 * rest are free at once; who did it and why is kept of each.
 */
export const callOff = async (
  tx: Transaction,
  actor: Actor,
  appointmentIds: readonly string[],
  reason: string,
): Promise<{ readonly id: string; readonly patientId: string }[]> => {
  const { clinicId } = actor
  const off = await tx.$queryRaw<{ id: string; patientId: string }[]>`
    UPDATE appointment SET status = 'cancelled', version = version + 1
    WHERE clinic_id = ${clinicId}::uuid AND id = ANY (${[...appointmentIds]}::uuid[]) AND status IN ('proposed', 'booked')
    RETURNING id, patient_id AS "patientId"`
  const ids = off.map(({ id }) => id)
  await tx.cancellation.createMany({
    data: ids.map((appointmentId) => ({ clinicId, appointmentId, reason, byIdentityId: asIdentity(actor) })),
  })
  await closeTasksOfEach(tx, clinicId, ids)
  return off
}
