import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimIntervals, type Segment, type ServiceShape } from '#domain/appointment/segments.ts'
import type { DayException, HoursRule, Opening, PractitionerTime, VisitFacts } from '#domain/availability/facts.ts'
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
  readonly added: readonly string[]
  readonly dropped: readonly string[]
  readonly startMinute: number
  readonly endMinute: number
}

/** Hours as the engine reads them, with what the oracle makes of them beside. */
type PlainOpening = Opening & { readonly plain: readonly PlainHours[] }

interface Scene {
  readonly zone: string
  readonly firstDate: string
  readonly lastDate: string
  readonly facts: Omit<VisitFacts, 'location' | 'places'> & {
    readonly location: PlainOpening | null
    readonly places:
      | readonly { readonly placeId: string; readonly room: PlainOpening | null; readonly busy: readonly Interval[] }[]
      | null
  }
  readonly practitioners: readonly (PractitionerTime & { readonly plain: readonly PlainHours[] })[]
}

interface Worked {
  readonly plain: readonly PlainHours[]
  readonly exceptions?: readonly DayException[]
  readonly extra?: readonly Interval[]
}

const windowsOf = ({ plain, exceptions = [], extra = [] }: Worked, scene: Scene): Interval[] => {
  const windows: Interval[] = [...extra]
  const last = Temporal.PlainDate.from(scene.lastDate).add({ days: 1 })
  let date = Temporal.PlainDate.from(scene.firstDate).subtract({ days: 1 })
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const exception = exceptions.find((known) => known.date === date.toString())
    const ruled = plain.filter(({ weekdays, startMinute, added, dropped }) => {
      const byRule = weekdays.includes(date.dayOfWeek - 1) && hasBeginning(date, startMinute, scene.zone)
      return (byRule || added.includes(date.toString())) && !dropped.includes(date.toString())
    })
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

/** Whether every five minutes of a stretch satisfy something. */
const throughout = ({ startMs, endMs }: Interval, holds: (piece: Interval) => boolean): boolean => {
  for (let atMs = startMs; atMs < endMs; atMs += STEP) {
    if (!holds({ startMs: atMs, endMs: atMs + STEP })) return false
  }
  return true
}

/** The windows of a scene, each list worked out once. */
type Windows = (of: Worked) => readonly Interval[]

const windowsIn = (scene: Scene): Windows => {
  const known = new Map<Worked, readonly Interval[]>()
  return (of) => {
    const windows = known.get(of) ?? windowsOf(of, scene)
    known.set(of, windows)
    return windows
  }
}

const isOpen = (piece: Interval, opening: PlainOpening | null, windows: Windows): boolean =>
  opening === null ||
  (isFree(piece, opening.closed) &&
    (opening.plain.length === 0 || windows(opening).some((window) => contains(window, piece))))

const isPossible = (
  startMs: number,
  who: Scene['practitioners'][number],
  windows: Windows,
  { facts, zone }: Scene,
): boolean => {
  const claims = claimIntervals(facts.service, startMs)
  const date = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(zone).toPlainDate().toString()
  if (startMs < facts.notBeforeMs || startMs > facts.notAfterMs || facts.fullDates?.includes(date)) return false
  const atWork = (piece: Interval) =>
    windows(who).some((window) => contains(window, piece)) &&
    isFree(piece, who.absences) &&
    isOpen(piece, facts.location, windows)
  return (
    throughout(claims.visit, atWork) &&
    claims.practitioner.every((piece) => isFree(piece, who.busy)) &&
    isFree(claims.visit, facts.patientBusy) &&
    (claims.needling === null || isFree(claims.needling, facts.rest)) &&
    (facts.pools ?? []).every(({ candidates }) => candidates.some(({ busy }) => isFree(claims.place, busy))) &&
    (facts.places === null ||
      facts.places.some(
        ({ room, busy }) =>
          isFree(claims.place, busy) && throughout(claims.place, (piece) => isOpen(piece, room, windows)),
      ))
  )
}

const oracle = (who: Scene['practitioners'][number], scene: Scene): number[] => {
  const windows = windowsIn(scene)
  const starts: number[] = []
  const endMs = wallInstant(Temporal.PlainDate.from(scene.lastDate), 1440, scene.zone)
  for (let ms = wallInstant(Temporal.PlainDate.from(scene.firstDate), 0, scene.zone); ms < endMs; ms += STEP) {
    const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(scene.zone)
    if ((wall.hour * 60 + wall.minute) % scene.facts.gridMinutes! !== 0) continue
    if (isPossible(ms, who, windows, scene)) starts.push(ms)
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

const plainHours = (dates: readonly string[]): fc.Arbitrary<PlainHours> =>
  fc.record({
    weekdays: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 3 }),
    added: fc.subarray([...dates]),
    dropped: fc.subarray([...dates], { maxLength: 1 }),
    startMinute: minutes(0, 1435),
    // at or before the start, or beyond 24 hours: the next morning
    endMinute: fc.oneof(minutes(0, 1440), minutes(1440, 2000)),
  })

const rulesOf = (plain: readonly PlainHours[]): HoursRule[] =>
  plain.map(({ weekdays, added, dropped, startMinute, endMinute }) => {
    const rule = hours(`FREQ=WEEKLY;BYDAY=${weekdays.map((day) => DAYS[day]).join()}`, '00:00', '00:00')
    return { ...rule, startMinute, endMinute, addedDates: added, droppedDates: dropped }
  })

/** Long hours mostly, so that what is in them decides as often as they do. */
const openingOn = (dates: readonly string[], middayMs: number): fc.Arbitrary<PlainOpening> =>
  fc
    .record({
      plain: fc.array(
        fc.oneof(
          plainHours(dates),
          fc.constant<PlainHours>({
            ...{ weekdays: [0, 1, 2, 3, 4, 5, 6], added: [], dropped: [] },
            ...{ startMinute: 360, endMinute: 1380 },
          }),
        ),
        { maxLength: 2 },
      ),
      extra: times(middayMs, 1),
      closed: times(middayMs, 1),
    })
    .map((given) => ({ ...given, hours: rulesOf(given.plain) }))

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
    plain: fc.array(plainHours(dates), { minLength: 1, maxLength: 3 }),
    exceptions: exceptionsOn(dates),
    extra: times(middayMs, 1),
    absences: times(middayMs, 2),
    busy: times(middayMs, 8),
  })
  const facts = fc.record({
    service: shape,
    location: fc.option(openingOn(dates, middayMs)),
    // two rooms, the places dealt out between them
    rooms: fc.tuple(fc.option(openingOn(dates, middayMs)), fc.option(openingOn(dates, middayMs))),
    places: fc.option(fc.array(times(middayMs, 5), { minLength: 1, maxLength: 3 })),
    pools: fc.array(fc.array(times(middayMs, 3), { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
    fullDates: fc.subarray(dates, { maxLength: 1 }),
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
      places:
        given.places?.map((busy, index) => ({
          placeId: `place-${index}`,
          room: given.rooms[index % 2] ?? null,
          busy,
        })) ?? null,
      pools: given.pools.map((pool) => ({
        candidates: pool.map((busy, index) => ({ resourceId: `resource-${index}`, busy })),
      })),
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
      { numRuns: 120, seed: 20_310_330 },
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

  it('are never more with one more thing in the way, whoever or whatever it takes', () => {
    fc.assert(
      fc.property(scene, fc.nat(4), minutes(-1000, 1000), minutes(5, 300), (given, whose, from, length) => {
        const middayMs = wallInstant(Temporal.PlainDate.from(given.firstDate).add({ days: 1 }), 720, given.zone)
        const taken = { startMs: middayMs + from * MINUTE, endMs: middayMs + (from + length) * MINUTE }
        const { facts } = given
        const who = given.practitioners[0]!
        const before = new Set(freeStarts(facts, given, who))
        const busier = (things: VisitFacts['places']) =>
          things?.map((thing, index) => (index === 0 ? { ...thing, busy: [...thing.busy, taken] } : thing)) ?? null
        const fuller: VisitFacts[] = [
          facts,
          { ...facts, patientBusy: [...facts.patientBusy, taken] },
          { ...facts, places: busier(facts.places) },
          {
            ...facts,
            pools: (facts.pools ?? []).map(({ candidates }) => ({
              candidates: candidates.map((one) => ({ ...one, busy: [...one.busy, taken] })),
            })),
          },
          { ...facts, rest: [...facts.rest, taken] },
        ]
        const busierWho = whose === 0 ? { ...who, busy: [...who.busy, taken] } : who
        const after = freeStarts(fuller[whose]!, given, busierWho)
        expect(after.filter((startMs) => !before.has(startMs))).toEqual([])
      }),
      { numRuns: 150, seed: 99 },
    )
  })
})
