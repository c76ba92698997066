import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimIntervals, type Segment, type ServiceShape } from '#domain/appointment/segments.ts'
import type { DayException, HoursRule, PractitionerTime, VisitFacts } from '#domain/availability/facts.ts'
import { fits } from '#domain/availability/fits.ts'
import { freeStarts, freeStartsOfAny } from '#domain/availability/free-starts.ts'
import { contains, type Interval, overlaps } from '#domain/time/interval.ts'
import { hours } from '../support/opening-hours.ts'

/*
 * The oracle knows nothing of the engine: it walks every five minutes of the dates, reads the wall with Temporal,
 * builds the hours date by date, and asks for each start alone whether anything overlaps.
 */

const MINUTE = 60_000
const STEP = 5 * MINUTE
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** Zones with the first of three dates around a change of their clock, and one without changes. */
const SCENES = [
  ['Europe/Berlin', '2031-03-29'],
  ['Europe/Berlin', '2031-10-25'],
  ['America/Santiago', '2026-09-05'],
  ['America/Havana', '2026-10-31'],
  ['Asia/Beirut', '2026-03-28'],
  ['Australia/Lord_Howe', '2026-04-04'],
  ['Asia/Kathmandu', '2026-06-01'],
] as const

/** The first instant from which the wall does not show less than this. */
const wallInstant = (date: Temporal.PlainDate, minutes: number, zone: string): number => {
  const wall = date.toPlainDateTime().add({ minutes })
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (earlier.toPlainDateTime().equals(wall)) return earlier.epochMilliseconds
  return earlier.getTimeZoneTransition('next')!.epochMilliseconds
}

/** Whether the wall shows the beginning on the date; what begins at midnight begins with the day. */
const hasBeginning = (date: Temporal.PlainDate, minutes: number, zone: string): boolean => {
  const wall = date.toPlainDateTime().add({ minutes })
  return minutes === 0 || wall.toZonedDateTime(zone).toPlainDateTime().equals(wall)
}

/** A beginning that somebody named, whether the wall shows it or not. */
const beginning = (date: Temporal.PlainDate, minutes: number, zone: string): number =>
  minutes === 0
    ? wallInstant(date, 0, zone)
    : date.toPlainDateTime().add({ minutes }).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds

interface PlainHours {
  readonly weekdays: readonly number[]
  readonly startMinute: number
  readonly endMinute: number
}

interface Scene {
  readonly zone: string
  readonly firstDate: string
  readonly lastDate: string
  readonly facts: VisitFacts
  readonly practitioners: readonly (PractitionerTime & { readonly plain: readonly PlainHours[] })[]
}

const windowsOf = (who: Scene['practitioners'][number], scene: Scene): Interval[] => {
  const windows: Interval[] = []
  const last = Temporal.PlainDate.from(scene.lastDate).add({ days: 1 })
  let date = Temporal.PlainDate.from(scene.firstDate).subtract({ days: 1 })
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const exception = who.exceptions.find((known) => known.date === date.toString())
    const ruled = who.plain.filter(
      ({ weekdays, startMinute }) =>
        weekdays.includes(date.dayOfWeek - 1) && hasBeginning(date, startMinute, scene.zone),
    )
    const walls = exception === undefined ? ruled : exception.kind === 'closed' ? [] : exception.windows
    for (const { startMinute, endMinute } of walls) {
      const end = endMinute <= startMinute ? endMinute + 1440 : endMinute
      windows.push({
        startMs: beginning(date, startMinute, scene.zone),
        endMs: wallInstant(date, end, scene.zone),
      })
    }
  }
  return windows
}

const isFree = (needed: Interval, busy: readonly Interval[]): boolean => !busy.some((taken) => overlaps(needed, taken))

const isPossible = (
  startMs: number,
  who: PractitionerTime,
  windows: readonly Interval[],
  facts: VisitFacts,
): boolean => {
  const claims = claimIntervals(facts.service, startMs)
  if (startMs < facts.notBeforeMs || startMs > facts.notAfterMs) return false
  for (let atMs = startMs; atMs < claims.visit.endMs; atMs += STEP) {
    const piece = { startMs: atMs, endMs: atMs + STEP }
    if (!windows.some((window) => contains(window, piece)) || !isFree(piece, who.absences)) return false
  }
  return (
    claims.practitioner.every((piece) => isFree(piece, who.busy)) &&
    isFree(claims.visit, facts.patientBusy) &&
    (claims.needling === null || isFree(claims.needling, facts.rest)) &&
    (facts.places === null || facts.places.some((place) => isFree(claims.place, place.busy)))
  )
}

const oracle = (who: Scene['practitioners'][number], scene: Scene): number[] => {
  const windows = windowsOf(who, scene)
  const starts: number[] = []
  const endMs = wallInstant(Temporal.PlainDate.from(scene.lastDate), 1440, scene.zone)
  for (let ms = wallInstant(Temporal.PlainDate.from(scene.firstDate), 0, scene.zone); ms < endMs; ms += STEP) {
    const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(scene.zone)
    if ((wall.hour * 60 + wall.minute) % scene.facts.gridMinutes! !== 0) continue
    if (isPossible(ms, who, windows, scene.facts)) starts.push(ms)
  }
  return starts
}

const minutes = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min / 5, max: max / 5 }).map((fives) => fives * 5)

const segment: fc.Arbitrary<Segment> = fc.record({
  kind: fc.constantFrom('hands-on', 'resting', 'removal'),
  minutes: minutes(5, 60),
})

const shape: fc.Arbitrary<ServiceShape> = fc.record({
  technique: fc.constantFrom('body-acupuncture', null),
  segments: fc.array(segment, { minLength: 1, maxLength: 4 }),
  bufferBeforeMinutes: minutes(0, 30),
  bufferAfterMinutes: minutes(0, 30),
})

const plainHours: fc.Arbitrary<PlainHours> = fc.record({
  weekdays: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 3 }),
  startMinute: minutes(0, 1435),
  endMinute: minutes(0, 1440),
})

const rulesOf = (plain: readonly PlainHours[]): HoursRule[] =>
  plain.map(({ weekdays, startMinute, endMinute }) => {
    const rule = hours(`FREQ=WEEKLY;BYDAY=${weekdays.map((day) => DAYS[day]).join()}`, '00:00', '00:00')
    return { ...rule, startMinute, endMinute }
  })

/** Times in the dates and the day before and after, some of them longer than a day. */
const times = (middayMs: number, maxLength: number): fc.Arbitrary<Interval[]> =>
  fc.array(
    fc
      .tuple(minutes(-3000, 3000), fc.oneof({ weight: 5, arbitrary: minutes(5, 180) }, minutes(200, 2000)))
      .map(([from, length]) => ({
        startMs: middayMs + from * MINUTE,
        endMs: middayMs + (from + length) * MINUTE,
      })),
    { maxLength },
  )

const exceptionsOn = (dates: readonly string[]): fc.Arbitrary<DayException[]> =>
  fc.subarray([...dates], { maxLength: 1 }).chain(([date]) =>
    date === undefined
      ? fc.constant([])
      : fc.oneof(
          fc.constant<DayException[]>([{ kind: 'closed', date }]),
          fc
            .array(fc.record({ startMinute: minutes(0, 1435), endMinute: minutes(0, 1440) }), { maxLength: 2 })
            .map((windows): DayException[] => [{ kind: 'open-instead', date, windows }]),
        ),
  )

const scene: fc.Arbitrary<Scene> = fc.constantFrom(...SCENES).chain(([zone, firstDate]) => {
  const dates = [0, 1, 2].map((days) => Temporal.PlainDate.from(firstDate).add({ days }).toString())
  const middayMs = wallInstant(Temporal.PlainDate.from(dates[1]!), 720, zone)
  const person = fc.record({
    plain: fc.array(plainHours, { minLength: 1, maxLength: 3 }),
    exceptions: exceptionsOn(dates),
    absences: times(middayMs, 2),
    busy: times(middayMs, 8),
  })
  const facts = fc.record({
    service: shape,
    places: fc.option(fc.array(times(middayMs, 5), { maxLength: 3 })),
    patientBusy: times(middayMs, 2),
    rest: times(middayMs, 2),
    notBefore: minutes(-3000, 0),
    notAfter: minutes(0, 3000),
    gridMinutes: fc.constantFrom(5, 15, 20, 60),
  })
  return fc.tuple(fc.array(person, { minLength: 1, maxLength: 3 }), facts).map(([people, given]) => ({
    zone,
    firstDate: dates[0]!,
    lastDate: dates[2]!,
    facts: {
      ...given,
      zone,
      places: given.places?.map((busy, index) => ({ placeId: `place-${index}`, busy })) ?? null,
      notBeforeMs: middayMs + given.notBefore * MINUTE,
      notAfterMs: middayMs + given.notAfter * MINUTE,
    },
    practitioners: people.map((one, index) => ({
      ...one,
      practitionerId: `practitioner-${index}`,
      hours: rulesOf(one.plain),
    })),
  }))
})

describe('the times that are offered', () => {
  it('are all those that fit and no others, through every change of the clock', () => {
    let found = 0
    fc.assert(
      fc.property(scene, (given) => {
        const who = given.practitioners[0]!
        const expected = oracle(who, given)
        found += expected.length
        expect(freeStarts(given.facts, given, who)).toEqual(expected)
      }),
      { numRuns: 150, seed: 20_310_330 },
    )
    expect(found, 'the scenes do offer times').toBeGreaterThan(500)
  })

  it('A17: can each be booked, and a start that is not offered is refused with a reason', () => {
    fc.assert(
      fc.property(scene, minutes(-2000, 2000), (given, off) => {
        const who = given.practitioners[0]!
        const offered = freeStarts(given.facts, given, who)
        for (const startMs of offered) expect(fits(given.facts, who, startMs).ok).toBe(true)
        const offeredMs = new Set(offered)
        const middayMs = wallInstant(Temporal.PlainDate.from(given.firstDate).add({ days: 1 }), 720, given.zone)
        for (const startMs of [middayMs + off * MINUTE, ...given.practitioners[0]!.busy.map(({ endMs }) => endMs)]) {
          const inside = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(given.zone).toPlainDate()
          const asked = inside.toString() >= given.firstDate && inside.toString() <= given.lastDate
          const fit = fits(given.facts, who, startMs)
          if (asked) expect(fit.ok).toBe(offeredMs.has(startMs))
          if (!fit.ok) expect(fit.reasons.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 100, seed: 17 },
    )
  })

  it('of any practitioner are those of each, with the names of all who can', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const each = given.practitioners.map((who) => new Set(freeStarts(given.facts, given, who)))
        const any = freeStartsOfAny(given.facts, given, given.practitioners)
        const union = [...new Set(each.flatMap((starts) => [...starts]))].sort((a, b) => a - b)
        expect(any.startsMs).toEqual(union)
        for (const startMs of union) {
          expect(any.practitionersAt(startMs)).toEqual(
            given.practitioners.filter((_, index) => each[index]!.has(startMs)).map((who) => who.practitionerId),
          )
        }
      }),
      { numRuns: 100, seed: 3 },
    )
  })
})
