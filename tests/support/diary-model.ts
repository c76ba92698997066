import type { Transaction } from '#db/client.ts'
import type { Actor } from '#domain/actor.ts'
import type { BookingFacts, BookingVerdict, OverrideRequest } from '#domain/appointment/booking-facts.ts'
import { decideBooking } from '#domain/appointment/decide-booking.ts'
import { whyNotChange } from '#domain/appointment/decide-change.ts'
import { decideReschedule } from '#domain/appointment/decide-reschedule.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { type AppointmentAction, type AppointmentStatus, statusAfter } from '#domain/appointment/transitions.ts'
import { type Interval, overlaps } from '#domain/time/interval.ts'
import { DAY_MS, localDateOf } from '#domain/time/zone.ts'
import type { Loaded } from '../../src/features/appointment/assemble-facts.ts'
import { choosePractitioner } from '../../src/features/appointment/choose-practitioner.ts'
import { type BodyFacts, loadBody } from '../../src/features/appointment/load-body.ts'
import { type BookingFrame, loadFrame } from '../../src/features/appointment/load-frame.ts'

/** A visit as the model knows it; what it claims and rests, as the domain decided. */
export interface KnownVisit {
  readonly id: string
  readonly patientId: string
  readonly serviceId: string
  readonly areaIds: readonly string[]
  readonly practitionerId: string
  readonly placeId: string
  readonly participantIds: readonly string[]
  readonly startMs: number
  readonly endMs: number
  readonly status: AppointmentStatus
  readonly version: number
  readonly claims: readonly (Interval & { readonly resourceId: string })[]
  readonly rest: readonly (Interval & {
    readonly areaId: string
    readonly kind: 'treatment' | 'rest'
    readonly ruleId: string | null
  })[]
}

/** The diary at one moment. Nothing in it was read back from the database, but for what happened in the room. */
export type Diary = ReadonlyMap<string, KnownVisit>

export interface Wish {
  readonly patientId: string
  readonly serviceId: string
  readonly areaIds: readonly string[]
  /** null: any */
  readonly practitionerId: string | null
  readonly startMs: number
}

export type Prediction =
  | { readonly ok: true; readonly visit: KnownVisit; readonly breaks: readonly string[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] }

const LIVE: readonly AppointmentStatus[] = ['proposed', 'booked', 'arrived', 'checked-in', 'fulfilled']
export const isLive = ({ status }: KnownVisit): boolean => LIVE.includes(status)

/**
 * What the domain says of a diary that is kept in memory: how the clinic is set up was read once, who comes when is only
 * what the model itself let happen.
 */
export class DiaryModel {
  readonly #frames = new Map<string, BookingFrame>()
  readonly #bodies = new Map<string, BodyFacts>()
  readonly #clinicId: string

  constructor(clinicId: string) {
    this.#clinicId = clinicId
  }

  /** Reads how the clinic is set up for these people and services, before anything is booked. */
  async read(
    tx: Transaction,
    patientIds: readonly string[],
    serviceIds: readonly string[],
    nowMs: number,
  ): Promise<void> {
    for (const patientId of patientIds) {
      for (const serviceId of serviceIds) {
        const stretch = { fromMs: nowMs - DAY_MS, toMs: nowMs + 30 * DAY_MS }
        const frame = await loadFrame(tx, this.#clinicId, {
          practitionerId: null,
          patientId,
          serviceId,
          movingAppointmentId: null,
          holdId: null,
          nowMs,
          ...stretch,
        })
        if (frame === null) throw new Error('The demo has these people and services')
        this.#frames.set(`${patientId} ${serviceId}`, frame)
      }
      const about = { patientId, areaIds: null, fromMs: nowMs, nowMs, zone: this.zone }
      this.#bodies.set(patientId, await loadBody(tx, this.#clinicId, about))
    }
  }

  get zone(): string {
    return [...this.#frames.values()][0]?.location.zone ?? 'UTC'
  }

  frame(patientId: string, serviceId: string): BookingFrame {
    const frame = this.#frames.get(`${patientId} ${serviceId}`)
    if (frame === undefined) throw new Error('Nobody asked about them before')
    return frame
  }

  /** What the domain would say to a new visit. */
  book(
    diary: Diary,
    actor: Actor,
    nowMs: number,
    wish: Wish,
    override: OverrideRequest | null,
    id: string,
  ): Prediction {
    const loaded = this.#loaded(diary, actor, nowMs, wish, null)
    return this.#answer(loaded, wish, override, decideBooking, (verdict, practitionerId) => ({
      ...{ ...wish, id, practitionerId, status: 'booked', version: 1 },
      ...this.#planOf(verdict),
    }))
  }

  /** What the domain would say to a visit that is to be elsewhere. */
  move(
    diary: Diary,
    actor: Actor,
    nowMs: number,
    visit: KnownVisit,
    to: Pick<Wish, 'practitionerId' | 'startMs'>,
    override: OverrideRequest | null,
  ): Prediction {
    const wish = { ...visit, ...to }
    const appointment = { ...visit, clinicId: this.#clinicId }
    const decide = (facts: BookingFacts) => decideReschedule({ ...facts, appointment, expectedVersion: visit.version })
    const loaded = this.#loaded(diary, actor, nowMs, wish, visit)
    return this.#answer(loaded, wish, override, decide, (verdict, practitionerId) => ({
      ...{ ...visit, practitionerId, version: visit.version + 1 },
      ...this.#planOf(verdict),
    }))
  }

  /** What the domain would say to a visit that is called off, has come, or has not. */
  change(action: AppointmentAction, actor: Actor, nowMs: number, visit: KnownVisit): Prediction {
    const { minNoticeMinutes } = this.frame(visit.patientId, visit.serviceId).service
    const appointment = { ...visit, clinicId: this.#clinicId }
    const expectedVersion = action === 'cancel' ? visit.version : null
    const refusal = whyNotChange(action, {
      actor,
      appointment,
      expectedVersion,
      minNoticeMinutes,
      nowMs,
      zone: this.zone,
    })
    if (refusal !== null) return { ok: false, refusals: [refusal] }
    const changed = { ...visit, status: statusAfter(action, visit.status), version: visit.version + 1 }
    return { ok: true, visit: isLive(changed) ? changed : { ...changed, claims: [], rest: [] }, breaks: [] }
  }

  #planOf(verdict: Extract<BookingVerdict, { ok: true }>) {
    const { placeId, participantIds, visit } = verdict
    return {
      ...{ placeId, participantIds, startMs: visit.startMs, endMs: visit.endMs },
      claims: verdict.claims.map(({ resourceId, startMs, endMs }) => ({ resourceId, startMs, endMs })),
      rest: verdict.restRows.map(({ areaId, kind, startMs, endMs, ruleId }) => ({
        areaId,
        kind,
        startMs,
        endMs,
        ruleId,
      })),
    }
  }

  #answer(
    loaded: Loaded,
    wish: Wish,
    override: OverrideRequest | null,
    decide: (facts: BookingFacts) => BookingVerdict,
    visitOf: (verdict: Extract<BookingVerdict, { ok: true }>, practitionerId: string) => KnownVisit,
  ): Prediction {
    const choice = choosePractitioner(loaded, wish.startMs, override, decide)
    if (choice === null) return { ok: false, refusals: [{ reason: 'not-offered', serviceId: wish.serviceId }] }
    const { verdict, practitioner } = choice
    if (!verdict.ok) return { ok: false, refusals: verdict.refusals }
    return { ok: true, visit: visitOf(verdict, practitioner.id), breaks: verdict.breaks }
  }

  #loaded(diary: Diary, actor: Actor, nowMs: number, wish: Wish, moving: KnownVisit | null): Loaded {
    const { patientId, serviceId, practitionerId } = wish
    const base = this.frame(patientId, serviceId)
    const live = [...diary.values()].filter(isLive)
    const body = this.#bodies.get(patientId)
    if (body === undefined) throw new Error('Nobody asked about them before')
    const isOwn = (id: string) => Number(moving?.participantIds.includes(id) ?? false)
    return {
      ...{ actor, nowMs, areaIds: wish.areaIds, areasUndecided: false },
      frame: {
        ...base,
        practitioners: base.practitioners.filter(({ id }) => practitionerId === null || id === practitionerId),
        places: base.places.toSorted((a, b) => Number(b.id === moving?.placeId) - Number(a.id === moving?.placeId)),
        pools: base.pools.map((pool) => ({
          ...pool,
          candidates: pool.candidates.toSorted((a, b) => isOwn(b.id) - isOwn(a.id)),
        })),
        dayCounts: this.#dayCounts(
          live.filter((visit) => visit.id !== moving?.id),
          wish,
        ),
        moving: moving === null ? null : { ...moving, areasUndecided: false },
      },
      body: {
        ...body,
        rest: live
          .filter((visit) => visit.patientId === patientId)
          .flatMap((visit) =>
            visit.rest.map((row, index) => ({
              ...row,
              id: `${visit.id} ${index}`,
              appointmentId: visit.id,
              holdId: null,
              waived: false,
            })),
          ),
      },
      busy: Map.groupBy(
        live.flatMap((visit) => visit.claims.map((claim) => ({ ...claim, appointmentId: visit.id }))),
        ({ resourceId }) => resourceId,
      ),
    }
  }

  #dayCounts(visits: readonly KnownVisit[], { patientId, serviceId, startMs }: Wish) {
    const date = localDateOf(startMs, this.zone)
    const there = visits.filter(
      (visit) => visit.serviceId === serviceId && localDateOf(visit.startMs, this.zone) === date,
    )
    if (there.length === 0) return []
    return [{ date, visits: there.length, ofPatient: there.filter((visit) => visit.patientId === patientId).length }]
  }
}

/** What PostgreSQL itself would have against a visit, found without asking the domain: two of it at once, or a rest broken. */
export const naiveCollision = (diary: Diary, visit: KnownVisit): boolean =>
  [...diary.values()]
    .filter((other) => isLive(other) && other.id !== visit.id)
    .some(
      (other) =>
        other.claims.some((theirs) =>
          visit.claims.some((ours) => ours.resourceId === theirs.resourceId && overlaps(ours, theirs)),
        ) ||
        (other.patientId === visit.patientId &&
          other.rest.some((theirs) =>
            visit.rest.some(
              (ours) => ours.areaId === theirs.areaId && ours.kind !== theirs.kind && overlaps(ours, theirs),
            ),
          )),
    )
