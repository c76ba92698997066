import { type ClaimsAsked, claimsOf, takenTimesOf } from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import type { Actor } from '#domain/actor.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { usesNeedles } from '#domain/recovery/technique.ts'
import { DAY_MS } from '#domain/time/zone.ts'
import { mayBookFor } from './access.ts'
import type { Busy, Loaded } from './assemble-facts.ts'
import { type BodyFacts, type BodyRequest, loadBody, NO_BODY } from './load-body.ts'
import { type BookingFrame, loadFrame, thingsOf } from './load-frame.ts'

/** A visit as somebody wants it, new or moving. A visit that moves keeps its own service and areas. */
export interface WantedVisit {
  readonly patientId: string
  readonly serviceId: string | null
  readonly areaIds: readonly string[]
  readonly areasUndecided: boolean
  /** null: any practitioner who gives the service. */
  readonly practitionerId: string | null
  readonly movingAppointmentId: string | null
  /** The time that whoever asks holds for it: not in its own way. */
  readonly holdId: string | null
  /** The patient stands at the desk: no notice is asked of them. For staff only. */
  readonly hereNow: boolean
}

export interface Stretch {
  readonly fromMs: number
  readonly toMs: number
}

type Framed = { readonly ok: true; readonly frame: BookingFrame } | { readonly ok: false; readonly refusal: Refusal }

const notFound = { ok: false, refusal: { reason: 'not-found' } } as const

/** Loads where the visit could be, and refuses what is not this person's to ask about. */
export const frameVisit = async (
  tx: Transaction,
  actor: Actor,
  wanted: WantedVisit,
  { fromMs, toMs, nowMs }: Stretch & { readonly nowMs: number },
): Promise<Framed> => {
  if (!mayBookFor(actor, wanted.patientId)) {
    return actor.kind === 'patient' ? notFound : { ok: false, refusal: { reason: 'not-allowed', breaks: [] } }
  }
  const { patientId, serviceId, movingAppointmentId, practitionerId, holdId } = wanted
  const asked = { patientId, serviceId, movingAppointmentId, practitionerId, holdId, fromMs, toMs, nowMs }
  const loaded = await loadFrame(tx, actor.clinicId, asked)
  if (loaded === null) return notFound
  const frame = wanted.hereNow && actor.kind === 'staff' ? withoutNotice(loaded) : loaded
  if (practitionerId !== null && frame.practitioners.length === 0) {
    return { ok: false, refusal: { reason: 'not-offered', serviceId: frame.service.id } }
  }
  return { ok: true, frame }
}

const withoutNotice = (frame: BookingFrame): BookingFrame => ({
  ...frame,
  service: { ...frame.service, minNoticeMinutes: 0 },
})

export interface Question {
  readonly actor: Actor
  readonly nowMs: number
  readonly wanted: WantedVisit
  readonly stretch: Stretch
  /** Wide areas are only looked into when somebody is to be warned of what rests in them. */
  readonly wholeBody: boolean
  /** Whether it matters whose the taken times are; a search for free ones asks only when. */
  readonly whose: boolean
}

/** Loads who and what is taken in the stretch and what rests: one round trip, unless areas have to be looked into. */
export const loadVisit = async (
  tx: Transaction,
  frame: BookingFrame,
  { actor, nowMs, wanted, stretch, wholeBody, whose }: Question,
): Promise<Loaded> => {
  const { patientId } = wanted
  const areaIds = frame.moving?.areaIds ?? wanted.areaIds
  const needles = usesNeedles(frame.service.technique)
  // a needling without any area is one that the room decides
  const areasUndecided = needles && (areaIds.length === 0 || (frame.moving ?? wanted).areasUndecided)
  const about = { patientId, fromMs: stretch.fromMs, nowMs, zone: frame.location.zone }
  const people = frame.practitioners.map(({ id }) => id)
  const resourceIds = [patientId, ...people, ...thingsOf(frame)]
  const taken: ClaimsAsked = {
    fromMs: stretch.fromMs - DAY_MS,
    toMs: stretch.toMs + DAY_MS,
    nowMs,
    // a patient chooses a single time, staff hold several for several people
    ownHolds: actor.kind === 'patient' ? 'all' : { holdId: wanted.holdId },
  }
  const [busy, body] = await Promise.all([
    whose
      ? claimsBy(tx, actor.clinicId, resourceIds, taken)
      : takenTimesOf(tx, actor.clinicId, resourceIds, taken, frame.moving?.id ?? null),
    needles || areaIds.length > 0
      ? loadAsked(tx, actor.clinicId, about, areaIds, wholeBody && needles, areasUndecided)
      : NO_BODY,
  ])
  return { actor, nowMs, frame, body, areaIds, areasUndecided, busy }
}

const claimsBy = async (...asked: Parameters<typeof claimsOf>): Promise<Busy> =>
  Map.groupBy(await claimsOf(...asked), ({ resourceId }) => resourceId)

/** Most visits name leaves and need no more of the body; for wide or undecided ones somebody may have to be warned. */
const loadAsked = async (
  tx: Transaction,
  clinicId: string,
  about: Omit<BodyRequest, 'areaIds'>,
  areaIds: readonly string[],
  mayNeedAll: boolean,
  areasUndecided: boolean,
): Promise<BodyFacts> => {
  if (mayNeedAll && areasUndecided) return loadBody(tx, clinicId, { ...about, areaIds: null })
  const body = await loadBody(tx, clinicId, { ...about, areaIds })
  const isWide = body.areas.some((area) => !area.leaf)
  return mayNeedAll && isWide ? loadBody(tx, clinicId, { ...about, areaIds: null }) : body
}
