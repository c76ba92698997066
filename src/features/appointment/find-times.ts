import type { Transaction } from '#db/client.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { fairest } from '#domain/availability/fairest.ts'
import { freeStartsOfAny } from '#domain/availability/free-starts.ts'
import { type DayNumber, dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { isoTexts } from '#domain/time/iso.ts'
import { DAY_MS, localDayOf, MINUTE_MS } from '#domain/time/zone.ts'
import { mayBookFor } from './access.ts'
import { type Loaded, offeredPractitioners, type Search, searchOf } from './assemble-facts.ts'
import { frameVisit, loadSearch, loadVisit, type Question, type WantedVisit } from './load-visit.ts'

export interface FreeTime {
  readonly startIso: string
  /** Positions in `practitioners`: who can take it, the one it is fairest to first. */
  readonly who: number[]
}

export interface FreeTimes {
  readonly timeZone: string
  readonly practitioners: { readonly id: string; readonly name: string }[]
  /** Local dates in order; those without a time are left out. */
  readonly days: { readonly date: string; readonly times: FreeTime[] }[]
}

export type TimesFound =
  | { readonly ok: true; readonly times: FreeTimes }
  | { readonly ok: false; readonly refusals: readonly Refusal[] }

type MinutesByPerson = ReadonlyMap<string, number>
const NOTHING: MinutesByPerson = new Map()

/** How many minutes each practitioner is claimed on each local day: what "fairest" weighs. */
export function claimedMinutes({ practitioners }: Search, zone: string): (day: DayNumber) => MinutesByPerson {
  const byDay = new Map<DayNumber, Map<string, number>>()
  for (const { practitionerId, busy } of practitioners) {
    for (const { startMs, endMs } of busy) {
      const day = localDayOf(startMs, zone)
      const minutes = byDay.get(day) ?? new Map<string, number>()
      minutes.set(practitionerId, (minutes.get(practitionerId) ?? 0) + (endMs - startMs) / MINUTE_MS)
      byDay.set(day, minutes)
    }
  }
  return (day) => byDay.get(day) ?? NOTHING
}

const fairestFirst = (ids: readonly string[], load: MinutesByPerson): readonly string[] => {
  if (ids.length < 2) return ids
  const first = fairest(ids, load)
  return first === null ? ids : [first, ...ids.filter((id) => id !== first)]
}

/** Decides every time that the loaded visit can be booked at, on local dates 'YYYY-MM-DD', both included. */
export function timesOf(loaded: Loaded, firstDate: string, lastDate: string): FreeTimes {
  const { zone } = loaded.frame.location
  const people = offeredPractitioners(loaded)
  const position = new Map(people.map((person, index) => [person.id, index]))
  const search = searchOf(loaded, firstDate, lastDate)
  const found = freeStartsOfAny(search.visit, { firstDate, lastDate }, search.practitioners)
  const texts = isoTexts(found.startsMs)
  const days: { date: string; times: FreeTime[] }[] = []
  let day: DayNumber | null = null
  const loadOn = claimedMinutes(search, zone)
  let load = NOTHING
  for (const [index, startMs] of found.startsMs.entries()) {
    const its = localDayOf(startMs, zone)
    if (its !== day) {
      day = its
      load = loadOn(its)
      days.push({ date: dateOf(its), times: [] })
    }
    const who = fairestFirst(found.practitionersAt(startMs), load).map((id) => position.get(id) ?? 0)
    days.at(-1)?.times.push({ startIso: texts[index] ?? '', who })
  }
  return { timeZone: zone, practitioners: people.map(({ id, name }) => ({ id, name })), days }
}

export interface TimesQuestion extends Pick<Question, 'actor' | 'nowMs'> {
  readonly wanted: WantedVisit
  readonly firstDate: string
  readonly lastDate: string
}

/** The free times of a visit: four statements, however many days and people. */
export const findTimes = async (
  tx: Transaction,
  { actor, nowMs, wanted, firstDate, lastDate }: TimesQuestion,
): Promise<TimesFound> => {
  // a day more on either side than any zone's midnight needs
  const stretch = {
    fromMs: dayNumberOf(firstDate) * DAY_MS - DAY_MS,
    toMs: (dayNumberOf(lastDate) + 2) * DAY_MS,
  }
  const question = { actor, nowMs, wanted, stretch, wholeBody: false, whose: false }
  const { framed, load } = await beginSearch(tx, question)
  if (!framed.ok) return { ok: false, refusals: [framed.refusal] }
  const { service, moving } = framed.frame
  if (!service.active && moving === null) {
    return { ok: false, refusals: [{ reason: 'not-offered', serviceId: service.id }] }
  }
  if (actor.kind === 'patient' && !service.bookableOnline) {
    return { ok: false, refusals: [{ reason: 'not-bookable-online', serviceId: service.id }] }
  }
  const loaded = await load(framed.frame)
  const survivorId = loaded.frame.patient.mergedIntoId
  if (survivorId) return { ok: false, refusals: [{ reason: 'patient-merged', survivorId }] }
  return { ok: true, times: timesOf(loaded, firstDate, lastDate) }
}

/** A visit that moves has its own service; any other is asked about in one round trip. */
const beginSearch = async (tx: Transaction, question: Question): ReturnType<typeof loadSearch> => {
  const { actor, nowMs, wanted, stretch } = question
  const { serviceId, movingAppointmentId, patientId } = wanted
  if (serviceId !== null && movingAppointmentId === null && mayBookFor(actor, patientId))
    return loadSearch(tx, question, serviceId)
  const framed = await frameVisit(tx, actor, wanted, { ...stretch, nowMs })
  return { framed, load: (frame) => loadVisit(tx, frame, question) }
}

/** Times worth reading out: the first, then others at least this far apart. */
const APART_MS = 120 * MINUTE_MS

export interface OfferedTime {
  readonly startIso: string
  readonly practitionerId: string
  readonly practitionerName: string
}

/** The next few legal times from an instant on, spread out; the practitioner asked for comes first where they can. */
export function nextTimes(
  { days, practitioners }: FreeTimes,
  afterMs: number,
  count: number,
  preferredId: string | null,
): OfferedTime[] {
  const offered: OfferedTime[] = []
  let earliestMs = afterMs
  for (const { startIso, who } of days.flatMap((day) => day.times)) {
    if (offered.length === count) break
    const startMs = Date.parse(startIso)
    if (startMs < earliestMs) continue
    const people = who.map((index) => practitioners[index]).filter((person) => person !== undefined)
    const person = people.find(({ id }) => id === preferredId) ?? people[0]
    if (person === undefined) continue
    offered.push({ startIso, practitionerId: person.id, practitionerName: person.name })
    earliestMs = startMs + APART_MS
  }
  return offered
}
