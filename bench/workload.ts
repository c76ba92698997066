import type {
  DayException,
  HoursRule,
  PractitionerTime,
  SearchedDates,
  VisitFacts,
} from '#domain/availability/facts.ts'
import { parseRule } from '#domain/recurrence/parse-rule.ts'
import { dateOf, dayNumberOf, weekdayOf } from '#domain/time/calendar-date.ts'
import type { Interval } from '#domain/time/interval.ts'
import { DAY_MS, MINUTE_MS, offsetMsAt, startOfDayMs, wallToMs } from '#domain/time/zone.ts'

export const ZONE = 'Europe/Berlin'
export const FIRST_DATE = '2031-03-10'
export const VISIT_MINUTES = 45
export const BUFFER_MINUTES = 10
export const GRID_MINUTES = 15

/** W(P, D, B): free times of P practitioners over D local days with B visits a working day each. */
export interface Workload {
  readonly name: string
  readonly practitioners: readonly PractitionerTime[]
  readonly facts: VisitFacts
  readonly dates: SearchedDates
  /** the same for the floor: first day, days, and exceptions by day, null being closed */
  readonly firstDay: number
  readonly days: number
  readonly exceptions: readonly ReadonlyMap<number, readonly (readonly [number, number])[] | null>[]
}

/** A small seeded generator (mulberry32): the same workload on every machine. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const WEEK: readonly (readonly (readonly [number, number])[])[] = [
  ...Array.from({ length: 5 }, () => [[480, 720] as const, [780, 1080] as const]),
  [[540, 780]],
  [],
]

const weekly = (days: string, startMinute: number, endMinute: number): HoursRule => {
  const parsed = parseRule(`FREQ=WEEKLY;BYDAY=${days}`)
  if (!parsed.ok) throw new Error(parsed.reason)
  return { rule: parsed.rule, startMinute, endMinute, validFrom: '2030-01-01', validUntil: null }
}

const HOURS = [weekly('MO,TU,WE,TH,FR', 480, 720), weekly('MO,TU,WE,TH,FR', 780, 1080), weekly('SA', 540, 780)]

const exceptionsOf = (practitioner: number, days: number, firstDay: number) => {
  const byDay = new Map<number, readonly (readonly [number, number])[] | null>()
  for (let d = 0; d < days; d++) {
    if ((d + practitioner) % 21 === 20) byDay.set(firstDay + d, null)
    else if ((d + practitioner) % 10 === 9) byDay.set(firstDay + d, [[600, 840]])
  }
  return byDay
}

const busyOf = (
  days: number,
  firstDay: number,
  perDay: number,
  exceptions: ReadonlyMap<number, readonly (readonly [number, number])[] | null>,
  random: () => number,
): Interval[] => {
  const busy: Interval[] = []
  for (let day = firstDay; day < firstDay + days; day++) {
    const own = exceptions.get(day)
    const windows = own === undefined ? WEEK[weekdayOf(day)]! : (own ?? [])
    if (windows.length === 0) continue
    const visits = weekdayOf(day) === 5 ? Math.max(1, Math.floor(perDay / 2)) : perDay
    for (let i = 0; i < visits; i++) {
      const minutes = random() < 0.5 ? 30 : 45
      const [start, end] = windows[Math.floor(random() * windows.length)]!
      const startMinute = start + GRID_MINUTES * Math.floor((random() * (end - start - minutes)) / GRID_MINUTES)
      const meaning = wallToMs(dateOf(day), startMinute, ZONE)
      if (meaning.kind === 'gap') throw new Error('nobody works at night here')
      busy.push({ startMs: meaning.ms, endMs: meaning.ms + (minutes + BUFFER_MINUTES) * MINUTE_MS })
    }
  }
  return busy
}

export const workload = (people: number, days: number, perDay: number): Workload => {
  const firstDay = dayNumberOf(FIRST_DATE)
  const random = seeded(20_310_310)
  const exceptions = Array.from({ length: people }, (_, p) => exceptionsOf(p, days, firstDay))
  const practitioners = exceptions.map((byDay, p): PractitionerTime => {
    const listed = [...byDay].map(
      ([day, windows]): DayException =>
        windows === null
          ? { kind: 'closed', date: dateOf(day) }
          : {
              kind: 'open-instead',
              date: dateOf(day),
              windows: windows.map(([startMinute, endMinute]) => ({ startMinute, endMinute })),
            },
    )
    return {
      practitionerId: `practitioner-${p}`,
      hours: HOURS,
      exceptions: listed,
      absences: [],
      busy: busyOf(days, firstDay, perDay, byDay, random),
    }
  })
  return {
    name: `W(${people},${days},${perDay})`,
    practitioners,
    facts: {
      zone: ZONE,
      service: {
        technique: null,
        segments: [{ kind: 'hands-on', minutes: VISIT_MINUTES }],
        bufferBeforeMinutes: 0,
        bufferAfterMinutes: BUFFER_MINUTES,
      },
      places: null,
      patientBusy: [],
      rest: [],
      notBeforeMs: startOfDayMs(FIRST_DATE, ZONE) - DAY_MS,
      notAfterMs: startOfDayMs(FIRST_DATE, ZONE) + 1000 * DAY_MS,
      gridMinutes: GRID_MINUTES,
    },
    dates: { firstDate: FIRST_DATE, lastDate: dateOf(firstDay + days - 1) },
    firstDay,
    days,
    exceptions,
  }
}

/** The same search as clinics really ask it: rooms, resting needles, both buffers, a patient with other visits and resting areas. */
export const furnished = (plain: Workload): VisitFacts => {
  const random = seeded(7)
  const at = (day: number, minute: number): number => {
    const localMs = (plain.firstDay + day) * DAY_MS + minute * MINUTE_MS
    return localMs - offsetMsAt(localMs, ZONE)
  }
  const busyAt = (day: number): Interval => {
    const startMs = at(day, 480 + 15 * Math.floor(random() * 36))
    return { startMs, endMs: startMs + 60 * MINUTE_MS }
  }
  const daysAsked = Array.from({ length: plain.days }, (_, day) => day)
  return {
    ...plain.facts,
    service: {
      technique: 'body-acupuncture',
      segments: [
        { kind: 'hands-on', minutes: 15 },
        { kind: 'resting', minutes: 20 },
        { kind: 'removal', minutes: 10 },
      ],
      bufferBeforeMinutes: 5,
      bufferAfterMinutes: BUFFER_MINUTES,
    },
    places: ['place-1', 'place-2', 'place-3'].map((placeId) => ({
      placeId,
      busy: daysAsked.flatMap((day) => [busyAt(day), busyAt(day), busyAt(day), busyAt(day)]),
    })),
    patientBusy: daysAsked.filter((day) => day % 7 === 2).map(busyAt),
    rest: daysAsked.filter((day) => day % 9 === 1).map((day) => ({ startMs: at(day, 600), endMs: at(day + 3, 0) })),
  }
}
