import { type ClaimsAsked, claimsOf, ofService, takenTimesOf, thingsIn } from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import type { Actor } from '#domain/actor.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { usesNeedles } from '#domain/recovery/technique.ts'
import { DAY_MS } from '#domain/time/zone.ts'
import { mayBookFor } from './access.ts'
import type { Busy, Loaded } from './assemble-facts.ts'
import { bodyOf, loadBody, NO_BODY, type RawBody, readBody } from './load-body.ts'
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

/** What is read beside the frame: who and what is taken, and what rests. */
interface Reading {
  readonly busy: Promise<Busy>
  readonly body: Promise<RawBody | null>
}

/** Loads who and what is taken in the stretch and what rests: one round trip, unless areas have to be looked into. */
export const loadVisit = async (tx: Transaction, frame: BookingFrame, question: Question): Promise<Loaded> => {
  const { actor, wanted, whose } = question
  const { clinicId } = actor
  const areas = areasOf(wanted, frame)
  const ids = [wanted.patientId, ...frame.practitioners.map(({ id }) => id), ...thingsOf(frame)]
  const taken = takenIn(question)
  const busy = whose
    ? claimsBy(tx, clinicId, ids, taken)
    : takenTimesOf(tx, clinicId, ids, taken, frame.moving?.id ?? null)
  const body = areas.matter ? readAsked(tx, question, areas) : NOTHING_READ
  return completeVisit(tx, frame, question, { busy, body })
}

const NOTHING_READ = Promise.resolve(null)

/** The same for a new visit with somebody who is known by name: nothing has to wait for where it could be. */
export const loadAtOnce = async (
  tx: Transaction,
  question: Question & { readonly startMs: number },
  practitionerId: string,
): Promise<Loaded | Refusal> => {
  const { actor, wanted, stretch, startMs, nowMs } = question
  const { clinicId } = actor
  // nobody is compared with others by how full their day is: what touches the visit is enough, and none lasts a day
  const taken = { ...takenIn(question), fromMs: startMs - DAY_MS, toMs: startMs + DAY_MS }
  const busy = claimsBy(tx, clinicId, [wanted.patientId, practitionerId], taken, thingsIn(clinicId))
  const body = readAsked(tx, question, areasOf(wanted, null))
  const [framed] = await Promise.all([frameVisit(tx, actor, wanted, { ...stretch, nowMs }), busy, body])
  return framed.ok ? completeVisit(tx, framed.frame, question, { busy, body }) : framed.refusal
}

/**
 * The frame of a search for free times of a new visit, with when everybody and everything is taken that it may need: nothing
 * waits for where it could be. What rests is read along where areas are named.
 */
export const loadSearch = async (
  tx: Transaction,
  question: Question,
  serviceId: string,
): Promise<{ readonly framed: Framed; readonly load: (frame: BookingFrame) => Promise<Loaded> }> => {
  const { actor, wanted, stretch, nowMs } = question
  const { clinicId } = actor
  const others = ofService(clinicId, serviceId, wanted.practitionerId)
  const busy = takenTimesOf(tx, clinicId, [wanted.patientId], takenIn(question), null, others)
  const body = wanted.areaIds.length === 0 ? null : readAsked(tx, question, areasOf(wanted, null))
  const [framed] = await Promise.all([frameVisit(tx, actor, wanted, { ...stretch, nowMs }), busy, body])
  return {
    framed,
    load: (frame) => {
      const areas = areasOf(wanted, frame)
      const read = areas.matter ? (body ?? readAsked(tx, question, areas)) : NOTHING_READ
      return completeVisit(tx, frame, question, { busy, body: read })
    },
  }
}

/** Puts together what was read; only for wide or undecided areas, in which something may rest, the whole body is read. */
const completeVisit = async (
  tx: Transaction,
  frame: BookingFrame,
  question: Question,
  reading: Reading,
): Promise<Loaded> => {
  const { actor, nowMs, wanted, stretch, wholeBody } = question
  const [busy, raw] = await Promise.all([reading.busy, reading.body])
  const { areaIds, undecided, needles, matter } = areasOf(wanted, frame)
  const loaded = { actor, nowMs, frame, areaIds, areasUndecided: undecided, busy }
  if (raw === null || !matter) return { ...loaded, body: NO_BODY }
  const day = { nowMs, zone: frame.location.zone }
  // where nothing rests nothing can clash, and nobody needs to know how the body is divided
  const isWide = undecided || raw.areas.some((area) => !area.leaf)
  if (!wholeBody || !needles || !isWide || raw.rest.length === 0)
    return { ...loaded, body: bodyOf(raw, wanted.patientId, day) }
  const { patientId } = wanted
  return {
    ...loaded,
    body: await loadBody(tx, actor.clinicId, { patientId, areaIds: null, fromMs: stretch.fromMs, ...day }),
  }
}

interface AskedAreas {
  readonly areaIds: readonly string[]
  readonly needles: boolean
  /** A needling without any area is one that the room decides. */
  readonly undecided: boolean
  /** A visit that needles nothing and asks for no area asks nothing of the body. */
  readonly matter: boolean
}

/** Which areas the visit is for; while it is not known what is done in it, as though it were a needling. */
const areasOf = (wanted: WantedVisit, frame: BookingFrame | null): AskedAreas => {
  const areaIds = frame?.moving?.areaIds ?? wanted.areaIds
  const needles = frame === null || usesNeedles(frame.service.technique)
  const undecided = needles && (areaIds.length === 0 || (frame?.moving ?? wanted).areasUndecided)
  return { areaIds, needles, undecided, matter: needles || areaIds.length > 0 }
}

const takenIn = ({ actor, nowMs, wanted, stretch }: Question): ClaimsAsked => ({
  fromMs: stretch.fromMs - DAY_MS,
  toMs: stretch.toMs + DAY_MS,
  nowMs,
  // a patient chooses a single time, staff hold several for several people
  ownHolds: actor.kind === 'patient' ? 'all' : { holdId: wanted.holdId },
})

const claimsBy = async (...asked: Parameters<typeof claimsOf>): Promise<Busy> =>
  Map.groupBy(await claimsOf(...asked), ({ resourceId }) => resourceId)

/** Most visits name leaves and need no more of the body. */
const readAsked = (tx: Transaction, { actor, wanted, stretch }: Question, { areaIds }: AskedAreas): Promise<RawBody> =>
  readBody(tx, actor.clinicId, { patientId: wanted.patientId, areaIds, fromMs: stretch.fromMs })
