import type { Transaction } from '#db/client.ts'
import type { Actor } from '#domain/actor.ts'
import { decideBooking } from '#domain/appointment/decide-booking.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { dateOf } from '#domain/time/calendar-date.ts'
import { DAY_MS, localDateOf, localDayOf } from '#domain/time/zone.ts'
import type { Busy, Loaded } from './assemble-facts.ts'
import { type Choice, choosePractitioner } from './choose-practitioner.ts'
import { type FreeTimes, type OfferedTime, timesOf } from './find-times.ts'
import type { BookingFrame } from './load-frame.ts'
import { frameVisit, loadVisit, type WantedVisit } from './load-visit.ts'
import type { Agreement } from './save-visit.ts'

/** Several visits of one kind, each at a start of its own. */
export interface WantedSeries {
  readonly wanted: WantedVisit
  /** Epoch ms, sorted; the second of two at one time is not possible. */
  readonly startsMs: readonly number[]
}

export type PlannedVisit =
  | { readonly startMs: number; readonly agreed: Agreement; readonly practitionerName: string }
  | { readonly startMs: number; readonly agreed: null; readonly refusals: readonly Refusal[] }

/** How far after a date that is not possible another one is looked for. */
const DAYS_AFTER = 13

/** Everything that the visits of a series, and what may stand in for them, can touch. */
export const stretchOf = ({ startsMs }: WantedSeries) => ({
  fromMs: (startsMs[0] ?? 0) - DAY_MS,
  toMs: (startsMs.at(-1) ?? 0) + (DAYS_AFTER + 3) * DAY_MS,
})

/** Loads once what all the visits are decided on. */
export const loadSeries = async (
  tx: Transaction,
  actor: Actor,
  series: WantedSeries,
  nowMs: number,
  lock: (frame: BookingFrame) => Promise<void> = async () => {},
): Promise<Loaded | Refusal> => {
  const stretch = stretchOf(series)
  const { wanted } = series
  const framed = await frameVisit(tx, actor, wanted, { ...stretch, nowMs })
  if (!framed.ok) return framed.refusal
  const [, loaded] = await Promise.all([
    lock(framed.frame),
    loadVisit(tx, framed.frame, { actor, nowMs, wanted, stretch, wholeBody: true, whose: true }),
  ])
  return loaded
}

/**
 * Decides each visit of a series in the order of time, as if those before it were booked: their rest, their time and their
 * place on the day count. One that is not possible is left out of what the later ones are decided on.
 */
export function planSeries(loaded: Loaded, startsMs: readonly number[]): PlannedVisit[] {
  const planned: PlannedVisit[] = []
  let soFar = loaded
  let withWhom: string | null = null
  for (const [index, startMs] of startsMs.entries()) {
    const choice = chooseFor(soFar, startMs, withWhom)
    if (choice === null) {
      const serviceId = loaded.frame.service.id
      planned.push({ startMs, agreed: null, refusals: [{ reason: 'not-offered', serviceId }] })
      continue
    }
    const { practitioner, verdict } = choice
    if (!verdict.ok) {
      planned.push({ startMs, agreed: null, refusals: verdict.refusals })
      continue
    }
    const agreed = { practitioner, verdict }
    planned.push({ startMs, agreed, practitionerName: practitioner.name })
    soFar = after(soFar, agreed, `planned ${index}`)
    withWhom ??= practitioner.id
  }
  return planned
}

/** Who began goes on where they can: a course of treatment is in one pair of hands. */
const chooseFor = (loaded: Loaded, startMs: number, withWhom: string | null): Choice | null => {
  const { frame } = loaded
  const same = frame.practitioners.filter(({ id }) => id === withWhom)
  const narrowed = { ...loaded, frame: { ...frame, practitioners: same } }
  const first = same.length === 0 ? null : choosePractitioner(narrowed, startMs, null, decideBooking)
  return first?.verdict.ok === true ? first : choosePractitioner(loaded, startMs, null, decideBooking)
}

/** The facts as they are once this visit is booked. */
const after = (loaded: Loaded, { verdict }: Agreement, appointmentId: string): Loaded => {
  const { frame, body } = loaded
  const date = localDateOf(verdict.visit.startMs, frame.location.zone)
  const counts = frame.dayCounts.filter((count) => count.date !== date)
  const { visits, ofPatient } = frame.dayCounts.find((count) => count.date === date) ?? { visits: 0, ofPatient: 0 }
  return {
    ...loaded,
    frame: { ...frame, dayCounts: [...counts, { date, visits: visits + 1, ofPatient: ofPatient + 1 }] },
    busy: withClaims(loaded.busy, verdict.claims, appointmentId),
    body: {
      ...body,
      rest: [
        ...body.rest,
        ...verdict.restRows.map((row) => ({
          ...row,
          id: `${appointmentId} ${row.areaId}`,
          appointmentId,
          holdId: null,
        })),
      ],
    },
  }
}

const withClaims = (busy: Busy, claims: Agreement['verdict']['claims'], appointmentId: string): Busy => {
  const more = new Map(busy)
  for (const { resourceId, startMs, endMs } of claims)
    more.set(resourceId, [...(more.get(resourceId) ?? []), { startMs, endMs, appointmentId }])
  return more
}

/**
 * What could stand in for each visit that is not possible: on the first day that has a time, the one nearest to the time
 * of day that was wished for; null when the next two weeks have none. Each fits beside all the visits of the series that
 * are possible, and beside what is offered for those before it.
 */
export function insteadOf(loaded: Loaded, planned: readonly PlannedVisit[]): ReadonlyMap<number, OfferedTime | null> {
  const instead = new Map<number, OfferedTime | null>()
  let all = planned.reduce(
    (before, { agreed }, index) => (agreed === null ? before : after(before, agreed, `planned ${index}`)),
    loaded,
  )
  for (const { startMs, agreed } of planned) {
    if (agreed !== null) continue
    const offer = offerFrom(all, startMs)
    instead.set(startMs, offer)
    const choice = offer && chooseFor(all, Date.parse(offer.startIso), offer.practitionerId)
    if (!choice?.verdict.ok) continue
    all = after(all, { practitioner: choice.practitioner, verdict: choice.verdict }, `instead of ${startMs}`)
  }
  return instead
}

const offerFrom = (loaded: Loaded, startMs: number): OfferedTime | null => {
  const { zone } = loaded.frame.location
  const day = localDayOf(startMs, zone)
  const found = timesOf(loaded, dateOf(day), dateOf(day + DAYS_AFTER))
  const [first] = found.days
  if (first === undefined) return null
  const wishedMs = startMs + (Date.parse(`${first.date}T00:00:00Z`) - day * DAY_MS)
  return nearest(found, first.times, wishedMs)
}

const nearest = (
  { practitioners }: FreeTimes,
  times: FreeTimes['days'][number]['times'],
  wishedMs: number,
): OfferedTime | null => {
  const far = ({ startIso }: { readonly startIso: string }): number => Math.abs(Date.parse(startIso) - wishedMs)
  const best = times.toSorted((a, b) => far(a) - far(b))[0]
  const person = practitioners[best?.who[0] ?? -1]
  if (best === undefined || person === undefined) return null
  return { startIso: best.startIso, practitionerId: person.id, practitionerName: person.name }
}
