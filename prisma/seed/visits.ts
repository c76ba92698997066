import { lengthened } from '#domain/appointment/needs.ts'
import { type ClaimIntervals, claimIntervals, type Segment } from '#domain/appointment/segments.ts'
import { neighboursIn } from '#domain/recovery/areas.ts'
import { type RestRow, restRows } from '#domain/recovery/rest-rows.ts'
import { type Interval, overlaps } from '#domain/time/interval.ts'
import { MINUTE_MS } from '#domain/time/zone.ts'
import { bodyAreas } from './body-areas.ts'
import { isAccessible } from './clinic.ts'
import { type Complaint, complaints, type NeedlingTechnique } from './complaints.ts'
import { calledOff, type DaySlot, expectedOnDemoDay, fullDay } from './day-pattern.ts'
import { BJORK, type DemoNeed, patients } from './patients.ts'
import { type AttendantKind, practitioners } from './people.ts'
import { recoveryRules } from './policies.ts'
import { addDays, DEMO_ZONE, type SeedScope, seededChance, wallMs, workingDates } from './scope.ts'
import { services } from './services.ts'

export type VisitStatus = 'booked' | 'arrived' | 'checked-in' | 'fulfilled' | 'cancelled' | 'noshow'

/** One visit of the demo, decided; everything the database is told about it follows from here. */
export interface DemoVisit {
  readonly key: string
  readonly patient: string
  readonly slot: DaySlot
  readonly status: VisitStatus
  /** The service's, as long as the patient needs them. */
  readonly segments: readonly Segment[]
  readonly needMinutes: number
  readonly attendants: readonly AttendantKind[]
  readonly needed: ClaimIntervals
  readonly technique: NeedlingTechnique | null
  /** What was asked for at booking: leaves, a region, or nothing yet. */
  readonly requested: readonly string[]
  readonly undecided: boolean
  /** From the first needle in to the last one out; null unless it has happened. */
  readonly needled: Interval | null
  readonly rest: readonly RestRow[]
  readonly complaint: Complaint
}

const PAST_DAYS = 7
const COMING_DAYS = 14

/** How full the days are: the past was busy, the far future still is open. */
const fillOf = (daysAhead: number): number => (daysAhead < 0 ? 0.55 : Math.max(0.2, 0.5 - daysAhead * 0.025))

/** People on the books who have not come yet; each begins with a first visit, the last two on the demo day. */
const NEWCOMERS = 9
const STRANGERS = 2

const neighboursOf = neighboursIn(bodyAreas)

/** Lays out a week that was and two that come around the demo day: the same for the same clock. */
export const demoVisits = (scope: SeedScope): DemoVisit[] => {
  const known = patients.filter(({ key }) => key !== BJORK).map(({ key }) => key)
  const waiting = known.slice(0, known.length - NEWCOMERS - STRANGERS)
  const newcomers = known.slice(waiting.length, known.length - STRANGERS)
  const book = new VisitBook(scope, waiting, newcomers)
  const dates = workingDates(scope.demoDate, -PAST_DAYS, COMING_DAYS)
  for (const [index, date] of dates.entries()) {
    if (index === 0) book.add(date, assessment, BJORK, 'fulfilled')
    if (date === scope.demoDate) book.fillDemoDay(date)
    else book.fillDay(date, fillOf(index - dates.indexOf(scope.demoDate)))
  }
  return book.visits
}

/** The story's patient has been examined and never needled. */
const assessment: DaySlot = {
  practitioner: 'ana',
  service: 'first-visit-60',
  startMinute: 15 * 60 + 30,
  place: 'Room 1',
  onDemoDay: 'free',
}

/** Keeps who comes when, so that nobody comes twice a day or into a resting area. */
class VisitBook {
  readonly visits: DemoVisit[] = []
  readonly #scope: SeedScope
  readonly #chance: () => number
  readonly #waiting: string[]
  readonly #newcomers: string[]

  constructor(scope: SeedScope, waiting: readonly string[], newcomers: readonly string[]) {
    this.#scope = scope
    this.#chance = seededChance(`${scope.slug} visits`)
    this.#waiting = [...waiting]
    this.#newcomers = [...newcomers]
  }

  fillDay(date: string, fill: number): void {
    for (const slot of fullDay) if (this.#chance() < fill) this.#fill(date, slot)
  }

  fillDemoDay(date: string): void {
    for (const slot of fullDay) {
      if (slot.onDemoDay === 'free') continue
      if (expectedOnDemoDay.has(slot.onDemoDay)) this.add(date, slot, slot.onDemoDay)
      else this.#fill(date, slot)
    }
    this.add(date, calledOff, calledOff.onDemoDay, 'cancelled')
  }

  add(date: string, slot: DaySlot, patient: string, status?: VisitStatus): boolean {
    const visit = demoVisit(this.#scope, date, slot, patient, status)
    const earlier = this.visits.filter((other) => other.patient === patient)
    const comesThatDay = earlier.some((other) => other.key.startsWith(date))
    if (
      comesThatDay ||
      !suits(slot, needsOf(patient)) ||
      !fitsHours(visit) ||
      this.visits.some((other) => collide(visit, other)) ||
      clashes(
        visit.rest,
        earlier.flatMap((other) => other.rest),
      )
    )
      return false
    this.visits.push(visit)
    return true
  }

  /** Gives the slot to whoever has waited longest and may come. */
  #fill(date: string, slot: DaySlot): void {
    const queue = slot.service === 'first-visit-60' ? this.#newcomers : this.#waiting
    const next = queue.findIndex((patient) => !this.#isKept(patient, date) && this.add(date, slot, patient))
    if (next < 0) return
    this.#waiting.push(...queue.splice(next, 1))
  }

  #isKept(patient: string, date: string): boolean {
    return expectedOnDemoDay.has(patient) && date >= addDays(this.#scope.demoDate, -4) && date <= this.#scope.demoDate
  }
}

/** One visit as it is planned, or as it went. Its chances hang on itself alone, so a later clock changes no other visit. */
export const demoVisit = (
  scope: SeedScope,
  date: string,
  slot: DaySlot,
  patient: string,
  given?: VisitStatus,
): DemoVisit => {
  const { technique, ...shape } = services[slot.service]
  const needs = needsOf(patient)
  const needMinutes = needs.reduce((sum, { extraMinutes }) => sum + (extraMinutes ?? 0), 0)
  const segments = lengthened(shape.segments, needMinutes)
  const needed = claimIntervals({ technique, ...shape, segments }, wallMs(date, slot.startMinute))
  const complaint = complaints[patients.findIndex(({ key }) => key === patient) % complaints.length] as Complaint
  const isDemoDay = date === scope.demoDate
  const chance = seededChance(`${scope.slug} ${date} ${slot.practitioner} ${slot.startMinute} ${patient}`)
  const status = given ?? statusOf(needed.visit, scope.nowMs, isDemoDay ? 1 : chance())
  const undecided = chance() < 0.15 && status === 'booked' && !isDemoDay && technique !== null
  const areas = technique === null ? [] : complaint.areas[technique]
  const needled = status === 'fulfilled' && technique !== null ? needledDuring(needed.visit, chance()) : null
  const needling = needled ?? needed.needling
  const holds = needling !== null && !undecided && status !== 'cancelled' && status !== 'noshow'
  const plan = { technique, areas, neighboursOf, rules: recoveryRules(scope), zone: DEMO_ZONE }
  return {
    key: `${date} ${slot.practitioner} ${slot.startMinute}`,
    patient,
    slot,
    status,
    segments,
    needMinutes,
    attendants: needs.map(({ kind }) => kind).filter((kind) => kind === 'interpreter' || kind === 'chaperone'),
    needed,
    technique,
    requested: undecided ? [complaint.region] : areas,
    undecided,
    needled,
    rest: holds ? restRows({ ...plan, needling }) : [],
    complaint,
  }
}

const needsOf = (patient: string): readonly DemoNeed[] =>
  patients.find(({ key }) => key === patient)?.structuredNeeds ?? []

const suits = (slot: DaySlot, needs: readonly DemoNeed[]): boolean =>
  needs.every(({ kind }) => {
    if (kind === 'woman-practitioner') return practitioners[slot.practitioner].gender === 'female'
    return kind !== 'accessible-room' || isAccessible(slot.place)
  })

/** A visit that is longer than its slot may not reach out of its practitioner's hours. */
const fitsHours = ({ slot, needed, needMinutes }: DemoVisit): boolean => {
  const endMinute = slot.startMinute + (needed.place.endMs - needed.visit.startMs) / MINUTE_MS
  return (
    needMinutes === 0 ||
    practitioners[slot.practitioner].hours.some(([from, to]) => from <= slot.startMinute && endMinute <= to)
  )
}

/** Who and what a visit takes, and when. */
const taken = ({ slot, needed, attendants, status }: DemoVisit): (readonly [string, Interval])[] =>
  status === 'cancelled'
    ? []
    : [
        ...needed.practitioner.map((interval) => [slot.practitioner, interval] as const),
        [slot.place, needed.place],
        ...(services[slot.service].deviceKinds ?? []).map((kind) => [kind, needed.place] as const),
        ...attendants.map((kind) => [kind, needed.place] as const),
      ]

const collide = (visit: DemoVisit, other: DemoVisit): boolean =>
  overlaps(visit.needed.place, other.needed.place) &&
  taken(visit).some(([who, when]) => taken(other).some(([also, then]) => who === also && overlaps(when, then)))

const clashes = (planned: readonly RestRow[], existing: readonly RestRow[]): boolean =>
  planned.some((row) =>
    existing.some((other) => row.areaId === other.areaId && row.kind !== other.kind && overlaps(row, other)),
  )

/** In a few minutes after the start, out a few before the end. */
const needledDuring = (visit: Interval, chance: number): Interval => ({
  startMs: visit.startMs + 3 * MINUTE_MS,
  endMs: visit.endMs - Math.floor(1 + chance * 4) * MINUTE_MS,
})

const ARRIVES_BEFORE_MS = 10 * MINUTE_MS

const statusOf = (visit: Interval, nowMs: number, chance: number): VisitStatus => {
  if (chance < 0.06) return 'cancelled'
  if (visit.endMs <= nowMs) return chance < 0.1 ? 'noshow' : 'fulfilled'
  if (visit.startMs <= nowMs) return 'checked-in'
  return visit.startMs - ARRIVES_BEFORE_MS <= nowMs ? 'arrived' : 'booked'
}
