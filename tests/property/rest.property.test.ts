import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideBooking } from '#domain/appointment/decide-booking.ts'
import { visitFactsOf } from '#domain/appointment/visit-refusals.ts'
import { freeStarts } from '#domain/availability/free-starts.ts'
import { ANYWHERE_AREA } from '#domain/recovery/areas.ts'
import { blockedByRest } from '#domain/recovery/blocked-by-rest.ts'
import { decideRest, isRest, waiversFor } from '#domain/recovery/decide-rest.ts'
import { restRows } from '#domain/recovery/rest-rows.ts'
import { latestSafeEndMs, restUntilMs } from '#domain/recovery/rest-until.ts'
import type { RecoveryRule } from '#domain/recovery/rule.ts'
import { overlaps } from '#domain/time/interval.ts'
import { CALF, DELTOID, rule, TRAPEZIUS } from '../support/body.ts'
import { BJORK, bookingFacts, busy, patientActor } from '../support/booking.ts'
import { at, HOUR_MS, MINUTE_MS } from '../support/instants.ts'
import {
  areas,
  collisions,
  decide,
  diaryOf,
  NEEDLING,
  needlingOf,
  planOf,
  RUNS,
  rowsOf,
  rules,
  scene,
  stored,
  visit,
  type World,
  world,
} from '../support/rest-worlds.ts'

/** The rule in words, counted with Temporal day by day and hour by hour. */
function untilByCalendar({ amount, unit, toleranceMinutes }: RecoveryRule, endMs: number, zone: string): number {
  const end = Temporal.Instant.fromEpochMilliseconds(endMs).toZonedDateTimeISO(zone)
  if (unit === 'hours')
    return Math.max(endMs, end.add({ hours: amount }).subtract({ minutes: toleranceMinutes }).epochMilliseconds)
  const lastInstant = end.subtract({ milliseconds: 1 })
  const until = lastInstant.toPlainDate().add({ days: amount }).toZonedDateTime(zone)
  return Math.max(endMs, until.subtract({ minutes: toleranceMinutes }).epochMilliseconds)
}

const oneRule = rules.filter((some) => some.length > 0).map((some) => some[0] ?? rule())
const minuteOffset = fc.integer({ min: -7 * 1440, max: 7 * 1440 })

describe('until when an area rests', () => {
  it('B16: is what a calendar in the clinic’s zone says, on days of 23, 24 and 25 hours', () => {
    fc.assert(
      fc.property(scene, oneRule, minuteOffset, ({ zone, originMs }, some, offset) => {
        const endMs = originMs + offset * MINUTE_MS
        expect(restUntilMs(some, endMs, zone)).toBe(untilByCalendar(some, endMs, zone))
      }),
      RUNS,
    )
  })

  it('never comes sooner for a needling that ended later', () => {
    fc.assert(
      fc.property(scene, oneRule, minuteOffset, fc.nat({ max: 3000 }), ({ zone, originMs }, some, offset, later) => {
        const endMs = originMs + offset * MINUTE_MS
        expect(restUntilMs(some, endMs + later * MINUTE_MS, zone)).toBeGreaterThanOrEqual(
          restUntilMs(some, endMs, zone),
        )
      }),
      RUNS,
    )
  })

  it('is inverted by the last safe end: kept, the treatment is rested; missed by a millisecond, it is not', () => {
    fc.assert(
      fc.property(scene, oneRule, minuteOffset, ({ zone, originMs }, some, offset) => {
        const treatmentMs = originMs + offset * MINUTE_MS
        const safeMs = latestSafeEndMs(some, treatmentMs, zone)
        expect(restUntilMs(some, safeMs, zone)).toBeLessThanOrEqual(treatmentMs)
        if (safeMs < treatmentMs) expect(restUntilMs(some, safeMs + 1, zone)).toBeGreaterThan(treatmentMs)
      }),
      RUNS,
    )
  })

  it('B16: three days over the short Sunday of Berlin in 2031 are an hour short of three days', () => {
    const end = at('2031-03-29T00:01')
    const elapsed = restUntilMs(rule({ amount: 3 }), end, 'Europe/Berlin') - end
    expect(elapsed).toBe(71 * HOUR_MS - MINUTE_MS)
  })
})

describe('two visits', () => {
  it('B17: are allowed or refused together, whichever is booked first', () => {
    fc.assert(
      fc.property(world, visit, visit, (world, a, b) => {
        const aFirst = decide(b, stored(a, world, 'a'), world)
        const bFirst = decide(a, stored(b, world, 'b'), world)
        expect(aFirst.ok).toBe(bFirst.ok)
        if (aFirst.ok || bFirst.ok) return
        const mirrored = { earlier: 'later', later: 'earlier' } as const
        const facts = (refusals: typeof aFirst.refusals, mirror: boolean) =>
          refusals
            .filter(isRest)
            .map(({ direction, areaId, untilMs, ruleId }) =>
              [mirror ? mirrored[direction] : direction, areaId, untilMs, ruleId].join(' '),
            )
            .sort()
        expect(facts(aFirst.refusals, false)).toEqual(facts(bFirst.refusals, true))
      }),
      RUNS,
    )
  })

  it('are ruled by the technique of the one that comes first in time', () => {
    fc.assert(
      fc.property(world, visit, visit, (world, a, b) => {
        const verdict = decide(b, stored(a, world, 'a'), world)
        if (verdict.ok) return
        for (const { direction, ruleId, since, treatment } of verdict.refusals.filter(isRest)) {
          const first = direction === 'earlier' ? a : b
          expect(world.rules.find((some) => some.id === ruleId)?.technique).toBe(first.technique)
          expect(since).toEqual(needlingOf(first, world))
          expect(treatment).toEqual(needlingOf(first === a ? b : a, world))
        }
      }),
      RUNS,
    )
  })

  it('do not touch each other without a common area, neighbour or rule for the whole body', () => {
    fc.assert(
      fc.property(world, visit, visit, (world, a, b) => {
        const apart = { ...world, rules: world.rules.filter((some) => some.relation !== 'anywhere') }
        const verdict = decide(
          { ...b, areas: [CALF] },
          stored({ ...a, areas: [TRAPEZIUS, DELTOID] }, apart, 'a'),
          apart,
        )
        expect(verdict).toEqual({ ok: true })
      }),
      RUNS,
    )
  })
})

describe('what is blocked by rest', () => {
  it('is exactly what is refused, for every needling that does not overlap another of the patient', () => {
    let refused = 0
    fc.assert(
      fc.property(world, fc.array(visit, { maxLength: 6 }), visit, (world, visits, drawn) => {
        const diary = diaryOf(visits, world)
        const needling = needlingOf(drawn, world)
        fc.pre(!diary.some((row) => row.kind === 'treatment' && overlaps(row, needling)))
        const blocked = blockedByRest({ ...planOf(drawn, world), existing: diary })
        const verdict = decide(drawn, diary, world)
        if (!verdict.ok) refused += 1
        expect(blocked.some((stretch) => overlaps(stretch, needling))).toBe(!verdict.ok)
      }),
      { ...RUNS, numRuns: 1500 },
    )
    // Otherwise the draw would be too tame to prove anything.
    expect(refused).toBeGreaterThan(200)
  })

  it('is exactly what is refused at its very edges', () => {
    fc.assert(
      fc.property(world, fc.array(visit, { minLength: 1, maxLength: 4 }), visit, (world, visits, drawn) => {
        const diary = diaryOf(visits, world)
        const plan = planOf(drawn, world)
        const lengthMs = drawn.minutes * MINUTE_MS
        for (const { startMs, endMs } of blockedByRest({ ...plan, existing: diary })) {
          for (const firstMs of [startMs - lengthMs, startMs - lengthMs + 1, endMs - 1, endMs]) {
            const needling = { startMs: firstMs, endMs: firstMs + lengthMs }
            if (diary.some((row) => row.kind === 'treatment' && overlaps(row, needling))) continue
            const blocked = blockedByRest({ ...plan, existing: diary }).some((stretch) => overlaps(stretch, needling))
            expect(blocked).toBe(!decideRest({ planned: restRows({ ...plan, needling }), existing: diary }).ok)
          }
        }
      }),
      RUNS,
    )
  })

  it('comes sorted, and no two stretches touch', () => {
    fc.assert(
      fc.property(world, fc.array(visit, { maxLength: 6 }), visit, (world, visits, drawn) => {
        const blocked = blockedByRest({ ...planOf(drawn, world), existing: diaryOf(visits, world) })
        for (const [index, stretch] of blocked.entries()) {
          expect(stretch.startMs).toBeLessThan(stretch.endMs)
          expect(stretch.startMs).toBeGreaterThan(blocked[index - 1]?.endMs ?? Number.NEGATIVE_INFINITY)
        }
      }),
      RUNS,
    )
  })
})

describe('a diary of visits that were each allowed', () => {
  it('P2: never holds needling inside a rest, in whatever order they were booked', () => {
    fc.assert(
      fc.property(world, fc.array(visit, { maxLength: 8 }), (world, visits) => {
        expect(collisions(diaryOf(visits, world))).toEqual([])
      }),
      RUNS,
    )
  })

  it('P3: holds none either after an override, once its waivers are set', () => {
    fc.assert(
      fc.property(world, fc.array(visit, { minLength: 1, maxLength: 6 }), visit, (world, visits, drawn) => {
        const diary = diaryOf(visits, world)
        const verdict = decide(drawn, diary, world)
        fc.pre(!verdict.ok)
        const waivers = waiversFor(verdict.ok ? [] : verdict.refusals)
        const ours = stored(drawn, world, 'ours').map((row) => ({
          ...row,
          waived: row.kind === 'treatment' && waivers.own.includes(row.areaId),
        }))
        const theirs = diary.map((row) => ({
          ...row,
          waived:
            row.kind === 'treatment' &&
            waivers.others.some((other) => other.appointmentId === row.appointmentId && other.areaId === row.areaId),
        }))
        expect(collisions([...ours, ...theirs])).toEqual([])
        expect([...ours, ...theirs].filter((row) => row.waived && row.kind === 'rest')).toEqual([])
      }),
      { ...RUNS, numRuns: 200 },
    )
  })

  it('holds the whole-body sentinel once for each visit and at most one rest for each area of it', () => {
    fc.assert(
      fc.property(world, visit, (world, drawn) => {
        const rows = rowsOf(drawn, world)
        const sentinels = rows.filter((row) => row.areaId === ANYWHERE_AREA && row.kind === 'treatment')
        expect(sentinels).toHaveLength(1)
        const rests = rows.filter((row) => row.kind === 'rest').map((row) => row.areaId)
        expect(new Set(rests).size).toBe(rests.length)
      }),
      RUNS,
    )
  })
})

describe('offering and booking', () => {
  const near = fc.record({
    technique: fc.constantFrom(...NEEDLING),
    areas,
    startMinute: fc.integer({ min: -3 * 96, max: 4 * 96 }).map((quarter) => quarter * 15),
    minutes: fc.constantFrom(30, 45, 60),
  })

  it('A17: every time that is offered can be booked, and no other time of the grid can', () => {
    let offeredInAll = 0
    let refusedInAll = 0
    const days = { firstDate: '2026-11-26', lastDate: '2026-11-27' }
    const world = (some: readonly RecoveryRule[]): World => ({
      zone: 'Europe/Berlin',
      originMs: at('2026-11-26T12:00'),
      rules: some,
    })
    fc.assert(
      fc.property(
        rules,
        fc.array(near, { maxLength: 5 }),
        near,
        fc.array(near, { maxLength: 4 }),
        (some, past, drawn, others) => {
          const here = world(some)
          const diary = diaryOf(past, here)
          const facts = bookingFacts({
            actor: patientActor(BJORK),
            nowMs: at('2026-11-26T09:00'),
            rules: some,
            requestedAreas: drawn.areas,
            patient: { restRows: diary, busy: diary.filter((row) => row.kind === 'treatment') },
            service: { technique: drawn.technique, segments: [{ kind: 'hands-on', minutes: drawn.minutes }] },
            practitioner: {
              busy: others.map((other) => busy(needlingOf(other, here))),
              credentials: [
                { jurisdiction: 'DE', techniques: [...NEEDLING], validFrom: '2020-01-01', validUntil: null },
              ],
            },
          })
          const offered = new Set(freeStarts(visitFactsOf(facts), days, facts.practitioner))
          for (let startMs = at('2026-11-26T00:00'); startMs < at('2026-11-28T00:00'); startMs += 15 * MINUTE_MS) {
            const verdict = decideBooking({ ...facts, startMs })
            expect(offered.has(startMs), new Date(startMs).toISOString()).toBe(verdict.ok)
            if (verdict.ok) offeredInAll += 1
            else if (verdict.refusals.every((refusal) => refusal.reason === 'rest')) refusedInAll += 1
          }
        },
      ),
      { ...RUNS, numRuns: 60 },
    )
    expect(offeredInAll).toBeGreaterThan(100)
    expect(refusedInAll).toBeGreaterThan(100)
  })
})
