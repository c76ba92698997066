import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AftercareFacts, type AftercareStep, EVERY_VISIT, stepsFor } from '#domain/aftercare/plan.ts'
import { outOfQuietHours, type QuietHours, type QuietManner } from '#domain/aftercare/quiet-hours.ts'
import { type SendingState, shouldSend } from '#domain/aftercare/sending.ts'

const seed = { seed: 20261126 }
const MINUTE = 60_000
const START = Date.parse('2026-01-01T00:00:00Z')
const instants = fc.integer({ min: 0, max: 365 * 24 * 60 }).map((minutes) => START + minutes * MINUTE)
const ZONES = ['pleural', 'vascular', 'neural', 'abdominal', 'orbital'] as const

const fits = fc.record({
  techniques: fc.oneof(fc.constant([]), fc.constant(['deep-dry-needling']), fc.constant(['electro-needling'])),
  areaIds: fc.constant([]),
  riskZones: fc.subarray([...ZONES]),
  serviceIds: fc.constant([]),
  flags: fc.subarray(['first-visit', 'child']),
})
const steps: fc.Arbitrary<AftercareStep[]> = fc
  .array(fc.record({ offsetMinutes: fc.integer({ min: 0, max: 5000 }), fits }), { maxLength: 6 })
  .map((list) =>
    list.map((step, i) => ({
      ...{ ...step, id: String(i), anchor: 'last-needle-out', channel: 'preferred', manner: 'pass', checkIn: false },
      ...{ language: 'patient', templateKey: `t${i}` },
    })),
  )

const facts: fc.Arbitrary<AftercareFacts> = fc.record({
  plans: steps.map((list) => [{ id: 'plan', version: 1, fits: EVERY_VISIT, steps: list }]),
  techniques: fc.constantFrom(['deep-dry-needling'], ['body-acupuncture'], ['deep-dry-needling', 'electro-needling']),
  areaIds: fc.constant('unknown'),
  riskZones: fc.oneof(fc.constant('unknown' as const), fc.subarray([...ZONES])),
  serviceId: fc.constant(null),
  flags: fc.subarray(['first-visit', 'child']),
  lastNeedleOutMs: fc.oneof(fc.constant(null), instants),
  plannedEndMs: instants,
})

describe('aftercare in general', () => {
  it('Z15: every message keeps its distance from one clock, which never waits for anything else', () => {
    fc.assert(
      fc.property(facts, (visit) => {
        const clock = visit.lastNeedleOutMs ?? visit.plannedEndMs
        for (const { stepId, dueMs } of stepsFor(visit)) {
          expect(dueMs).toBe(clock + (visit.plans[0]?.steps[Number(stepId)]?.offsetMinutes ?? Number.NaN) * MINUTE)
        }
      }),
      seed,
    )
  })

  it('a step is due at most once, and what is due for few zones is due for more', () => {
    fc.assert(
      fc.property(facts, (visit) => {
        const ids = stepsFor(visit).map(({ stepId }) => stepId)
        expect(new Set(ids).size).toBe(ids.length)
        const all = stepsFor({ ...visit, riskZones: 'unknown' }).map(({ stepId }) => stepId)
        for (const id of ids) expect(all).toContain(id)
      }),
      seed,
    )
  })

  it('Z3: no message after treatment near the lung, or nobody knows where, lacks the warning', () => {
    fc.assert(
      fc.property(facts, (visit) => {
        const near = visit.riskZones === 'unknown' || visit.riskZones.includes('pleural')
        for (const { chestWarning } of stepsFor(visit)) expect(chestWarning).toBe(near)
      }),
      seed,
    )
  })

  it('I1: a message goes out only if nothing at all speaks against it', () => {
    const states: fc.Arbitrary<SendingState> = fc.record({
      kind: fc.constantFrom('aftercare', 'removal', 'check-in'),
      nowMs: fc.constant(0),
      visitStartMs: fc.constant(0),
      appointmentStatus: fc.constantFrom(
        'booked',
        'checked-in',
        'fulfilled',
        'cancelled',
        'noshow',
        'entered-in-error',
      ),
      encounterStatus: fc.constantFrom(null, 'in-progress', 'finished', 'entered-in-error'),
      nothingNeedled: fc.boolean(),
      overtaken: fc.constant(null),
      laterVisit: fc.constant(false),
      erased: fc.boolean(),
      way: fc.constantFrom<SendingState['way']>(
        { reached: true, channel: 'sms', address: '+491713920011' },
        { reached: false, reason: 'stopped' },
      ),
    })
    fc.assert(
      fc.property(states, (state) => {
        const against =
          ['cancelled', 'noshow', 'entered-in-error'].includes(state.appointmentStatus) ||
          state.encounterStatus === 'entered-in-error' ||
          state.nothingNeedled ||
          state.erased ||
          !state.way.reached
        expect(shouldSend(state).send).toBe(!against)
      }),
      { ...seed, numRuns: 600 },
    )
  })
})

describe('quiet hours in general', () => {
  const minute = fc.integer({ min: 0, max: 24 * 60 - 1 })
  const cases = fc.record({
    clockStartMs: instants,
    laterMinutes: fc.integer({ min: 0, max: 3000 }),
    quiet: fc.record({ fromMinute: minute, toMinute: minute }),
    zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'America/Santiago', 'Asia/Kathmandu'),
  })

  interface Case {
    readonly clockStartMs: number
    readonly laterMinutes: number
    readonly quiet: QuietHours
    readonly zone: string
  }

  const going = (manner: QuietManner, { clockStartMs, laterMinutes, quiet, zone }: Case) => {
    const dueMs = clockStartMs + laterMinutes * MINUTE
    return { dueMs, sentMs: outOfQuietHours(dueMs, { clockStartMs, quiet, manner, zone }) }
  }

  it('Z3: a check is never sent later than it is due nor before the visit, a leaflet exactly when it is due', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const check = going('before', one)
        expect(check.sentMs).toBeLessThanOrEqual(check.dueMs)
        expect(check.sentMs).toBeGreaterThanOrEqual(one.clockStartMs)
        const leaflet = going('pass', one)
        expect(leaflet.sentMs).toBe(leaflet.dueMs)
      }),
      seed,
    )
  })

  it('a question waits at most a day and is then outside the quiet hours', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { dueMs, sentMs } = going('after', one)
        expect(sentMs).toBeGreaterThanOrEqual(dueMs)
        expect(sentMs - dueMs).toBeLessThanOrEqual(25 * 60 * MINUTE)
        const again = outOfQuietHours(sentMs, { ...one, manner: 'after' })
        expect(again).toBe(sentMs)
      }),
      seed,
    )
  })
})
