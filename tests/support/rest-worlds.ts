import fc from 'fast-check'
import { neighboursIn } from '#domain/recovery/areas.ts'
import { decideRest } from '#domain/recovery/decide-rest.ts'
import { type PlannedNeedling, restRows, type StoredRestRow } from '#domain/recovery/rest-rows.ts'
import type { RecoveryRule } from '#domain/recovery/rule.ts'
import type { Technique } from '#domain/recovery/technique.ts'
import { type Interval, overlaps } from '#domain/time/interval.ts'
import { BODY, CALF, DELTOID, LEVATOR, rule, TRAPEZIUS } from './body.ts'
import { at, MINUTE_MS } from './instants.ts'

export const RUNS = { seed: 20_261_123, numRuns: 400 }

/** Zones with a noon a few days before their clock changes, forward or back, some of them at midnight; and one at rest. */
export const SCENES = [
  ['Europe/Berlin', '2031-03-27T12:00'],
  ['Europe/Berlin', '2031-10-23T12:00'],
  ['America/New_York', '2026-10-29T12:00'],
  ['America/Santiago', '2026-09-03T12:00'],
  ['America/Havana', '2026-03-05T12:00'],
  ['Asia/Beirut', '2026-03-26T12:00'],
  ['Australia/Lord_Howe', '2026-04-02T12:00'],
  ['Asia/Kathmandu', '2026-06-01T12:00'],
] as const

export const scene = fc.constantFrom(...SCENES).map(([zone, noon]) => ({ zone, originMs: at(noon, zone) }))

export const NEEDLING: readonly Technique[] = ['deep-dry-needling', 'superficial-dry-needling', 'body-acupuncture']

export const recoveryRule = fc.record({
  id: fc.uuid(),
  technique: fc.constantFrom(...NEEDLING),
  relation: fc.constantFrom('same', 'neighbour', 'anywhere'),
  unit: fc.constantFrom('days', 'hours'),
  amount: fc.nat({ max: 5 }),
  toleranceMinutes: fc.constantFrom(0, 0, 15, 90, 12 * 60),
})

/** Amounts of hours are spread over the same days as amounts of days. */
export const rules: fc.Arbitrary<readonly RecoveryRule[]> = fc
  .array(recoveryRule, { maxLength: 6 })
  .map((drafts) => drafts.map((draft) => rule({ ...draft, amount: draft.amount * (draft.unit === 'hours' ? 13 : 1) })))

export const areas = fc.uniqueArray(fc.constantFrom(TRAPEZIUS, LEVATOR, DELTOID, CALF), { minLength: 1, maxLength: 3 })

export const visit = fc.record({
  technique: fc.constantFrom(...NEEDLING),
  areas,
  startMinute: fc.integer({ min: -5 * 288, max: 5 * 288 }).map((step) => step * 5),
  minutes: fc.integer({ min: 1, max: 90 }),
})

export interface Drawn {
  readonly technique: Technique
  readonly areas: readonly string[]
  readonly startMinute: number
  readonly minutes: number
}

export interface World {
  readonly zone: string
  readonly originMs: number
  readonly rules: readonly RecoveryRule[]
}

export const world = fc.record({ scene, rules }).map(({ scene, rules }): World => ({ ...scene, rules }))

export const needlingOf = (drawn: Drawn, { originMs }: World): Interval => {
  const startMs = originMs + drawn.startMinute * MINUTE_MS
  return { startMs, endMs: startMs + drawn.minutes * MINUTE_MS }
}

export const planOf = ({ technique, areas }: Drawn, { rules, zone }: World): PlannedNeedling => ({
  technique,
  areas,
  rules,
  zone,
  neighboursOf: neighboursIn(BODY),
})

export const rowsOf = (drawn: Drawn, world: World) =>
  restRows({ ...planOf(drawn, world), needling: needlingOf(drawn, world) })

export const stored = (drawn: Drawn, world: World, appointmentId: string): readonly StoredRestRow[] =>
  rowsOf(drawn, world).map((row) => ({ ...row, appointmentId, holdId: null, waived: false }))

export const decide = (drawn: Drawn, existing: readonly StoredRestRow[], world: World) =>
  decideRest({ planned: rowsOf(drawn, world), existing })

/** Visits that really could be booked one after the other: none overlaps another, each is legal when it comes, beside what is held. */
export function diaryOf(
  visits: readonly Drawn[],
  world: World,
  held: readonly StoredRestRow[] = [],
): readonly StoredRestRow[] {
  let diary: readonly StoredRestRow[] = []
  for (const [index, drawn] of visits.entries()) {
    const needling = needlingOf(drawn, world)
    const elsewhere = diary.some((row) => row.kind === 'treatment' && overlaps(row, needling))
    if (!elsewhere && decide(drawn, [...held, ...diary], world).ok)
      diary = [...diary, ...stored(drawn, world, `visit-${index}`)]
  }
  return diary
}

/** What PostgreSQL would refuse: one area, treatment against rest, at one instant, neither waived. */
export const collisions = (rows: readonly StoredRestRow[]) =>
  rows.filter((a) =>
    rows.some((b) => a.areaId === b.areaId && a.kind !== b.kind && overlaps(a, b) && !a.waived && !b.waived),
  )
