import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BookingFacts, BusyInterval, NeededPool, PlannedClaim } from '#domain/appointment/booking-facts.ts'
import { decideBooking } from '#domain/appointment/decide-booking.ts'
import { decideReschedule } from '#domain/appointment/decide-reschedule.ts'
import type { PatientNeed } from '#domain/appointment/needs.ts'
import { BREAKS, breakOf } from '#domain/appointment/refusal.ts'
import type { Segment } from '#domain/appointment/segments.ts'
import { needRefusals, visitFactsOf } from '#domain/appointment/visit-refusals.ts'
import { freeStarts } from '#domain/availability/free-starts.ts'
import { overlaps } from '#domain/time/interval.ts'
import { ANA, accepted, BJORK, bookingFacts, DESK, patientActor, staff, standing } from '../support/booking.ts'
import { at, BERLIN, MINUTE_MS } from '../support/instants.ts'

/** The middle of three days: an ordinary one, and the two on which the clock of Berlin changes in 2031. */
const MIDDLES = ['2026-11-26', '2031-03-30', '2031-10-26'] as const
const QUARTER_MS = 15 * MINUTE_MS
const RUNS = { numRuns: 150, seed: 20_261_126 }

const dateBeside = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString()

const minutes = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min / 5, max: max / 5 }).map((fives) => fives * 5)

const segments: fc.Arbitrary<readonly Segment[]> = fc.oneof(
  minutes(15, 90).map((length): Segment[] => [{ kind: 'hands-on', minutes: length }]),
  fc.tuple(minutes(5, 20), minutes(10, 60), minutes(5, 20)).map(([on, rest, off]): Segment[] => [
    { kind: 'hands-on', minutes: on },
    { kind: 'resting', minutes: rest },
    { kind: 'removal', minutes: off },
  ]),
)

const need: fc.Arbitrary<PatientNeed> = fc.constantFrom(
  { kind: 'woman-practitioner', extraMinutes: 0 },
  { kind: 'not-practitioner', practitionerId: 'ben', extraMinutes: 0 },
  { kind: 'accessible-room', extraMinutes: 0 },
)

const POOLS: readonly NeededPool['needed'][] = [
  { what: 'device', kind: 'stimulator' },
  { what: 'attendant', need: { kind: 'chaperone', extraMinutes: 0 } },
]

/** A small clinic as one visit finds it: what is in its way lies in the middle of three days. */
const situation: fc.Arbitrary<BookingFacts> = fc.constantFrom(...MIDDLES).chain((middle) => {
  const middayMs = at(`${middle}T12:00`)
  const taken: fc.Arbitrary<BusyInterval> = fc.tuple(minutes(-1200, 1200), minutes(5, 240)).map(([from, length]) => ({
    startMs: middayMs + from * MINUTE_MS,
    endMs: middayMs + (from + length) * MINUTE_MS,
    appointmentId: 'other',
  }))
  const busy = fc.array(taken, { maxLength: 4 })
  const closed = fc.array(taken, { maxLength: 1 })
  return fc
    .record({
      atDesk: fc.boolean(),
      woman: fc.boolean(),
      needs: fc.array(need, { maxLength: 2 }),
      segments,
      before: minutes(0, 15),
      after: minutes(0, 15),
      practitioner: busy,
      absences: closed,
      patient: fc.array(taken, { maxLength: 1 }),
      places: fc.array(fc.record({ accessible: fc.boolean(), busy, closed }), { minLength: 1, maxLength: 3 }),
      pools: fc
        .subarray([0, 1])
        .chain((which) =>
          fc.tuple(...which.map((index) => fc.tuple(fc.constant(index), fc.array(busy, { maxLength: 2 })))),
        ),
      closed,
      limits: fc.record({
        maxPerDay: fc.option(fc.integer({ min: 1, max: 3 })),
        maxPerPatientPerDay: fc.option(fc.constant(1)),
      }),
      counts: fc.array(
        fc.record({ visits: fc.integer({ min: 1, max: 3 }), ofPatient: fc.integer({ min: 0, max: 1 }) }),
        { minLength: 3, maxLength: 3 },
      ),
    })
    .map((given) =>
      bookingFacts({
        actor: given.atDesk ? DESK : patientActor(BJORK),
        zone: BERLIN,
        nowMs: middayMs - 20 * 60 * MINUTE_MS,
        patient: { busy: given.patient, needs: given.needs },
        service: {
          ...given.limits,
          segments: given.segments,
          bufferBeforeMinutes: given.before,
          bufferAfterMinutes: given.after,
        },
        practitioner: {
          gender: given.woman ? 'female' : 'male',
          absences: given.absences,
          busy: given.practitioner,
          credentials: [
            { jurisdiction: 'DE', techniques: ['deep-dry-needling'], validFrom: '2020-01-01', validUntil: null },
          ],
          hours: [
            { ...bookingFacts().practitioner.hours[0]!, startMinute: 7 * 60, endMinute: 21 * 60 },
            // somebody works the night in which the clock changes, too
            {
              ...bookingFacts().practitioner.hours[0]!,
              startMinute: 22 * 60,
              endMinute: 29 * 60,
              addedDates: [dateBeside(middle, -1)],
            },
          ],
        },
        location: { hours: [], extra: [], closed: given.closed },
        places: given.places.map((place, index) => ({
          placeId: `place-${index}`,
          accessible: place.accessible,
          busy: place.busy,
          room: { hours: [], extra: [], closed: place.closed },
        })),
        pools: given.pools.map(([which, candidates]) => ({
          needed: POOLS[which]!,
          candidates: candidates.map((taken, index) => ({ resourceId: `${which}-${index}`, busy: taken })),
        })),
        dayCounts: given.counts.map((count, index) => ({ ...count, date: dateBeside(middle, index - 1) })),
        requestedAreas: [],
        startMs: middayMs,
      }),
    )
})

const around = (facts: BookingFacts) => {
  const middle = Temporal.Instant.fromEpochMilliseconds(facts.startMs)
    .toZonedDateTimeISO(BERLIN)
    .toPlainDate()
    .toString()
  return { firstDate: dateBeside(middle, -1), lastDate: dateBeside(middle, 1) }
}

/** Every quarter of an hour of the three days; the quarters of Berlin's wall are those of UTC. */
const gridOf = (facts: BookingFacts): number[] => {
  const { firstDate, lastDate } = around(facts)
  const grid: number[] = []
  for (let ms = at(`${firstDate}T00:00`); ms < at(`${dateBeside(lastDate, 1)}T00:00`); ms += QUARTER_MS) grid.push(ms)
  return grid
}

/** As the search does: who does not meet the patient's needs is not asked for times. */
const offeredOf = (facts: BookingFacts): number[] =>
  needRefusals(facts).length > 0 ? [] : freeStarts(visitFactsOf(facts), around(facts), facts.practitioner)

const busyWith = (facts: BookingFacts, claims: readonly PlannedClaim[], appointmentId: string): BookingFacts => {
  const own = (resourceId: string): BusyInterval[] =>
    claims
      .filter((claim) => claim.resourceId === resourceId)
      .map(({ startMs, endMs }) => ({ startMs, endMs, appointmentId }))
  return {
    ...facts,
    patient: { ...facts.patient, busy: [...facts.patient.busy, ...own(facts.patient.id)] },
    practitioner: { ...facts.practitioner, busy: [...facts.practitioner.busy, ...own(ANA)] },
    places: facts.places.map((place) => ({ ...place, busy: [...place.busy, ...own(place.placeId)] })),
    pools: facts.pools.map((pool) => ({
      ...pool,
      candidates: pool.candidates.map((one) => ({ ...one, busy: [...one.busy, ...own(one.resourceId)] })),
    })),
  }
}

const busyOf = (facts: BookingFacts, resourceId: string): readonly BusyInterval[] => [
  ...(resourceId === facts.patient.id ? facts.patient.busy : []),
  ...(resourceId === ANA ? facts.practitioner.busy : []),
  ...facts.places.filter(({ placeId }) => placeId === resourceId).flatMap((place) => place.busy),
  ...(facts.pools.flatMap(({ candidates }) => candidates).find((one) => one.resourceId === resourceId)?.busy ?? []),
]

describe('what is offered is what can be booked', () => {
  it('A17: every time offered is booked, and nothing else without an override', () => {
    let [booked, refused] = [0, 0]
    fc.assert(
      fc.property(situation, (facts) => {
        const offered = new Set(offeredOf(facts))
        for (const startMs of gridOf(facts)) {
          const verdict = decideBooking({ ...facts, startMs })
          expect(verdict.ok, new Date(startMs).toISOString()).toBe(offered.has(startMs))
          if (verdict.ok) booked += 1
          else refused += 1
        }
      }),
      RUNS,
    )
    // both often enough that neither passes by luck
    expect(Math.min(booked, refused)).toBeGreaterThan(2000)
  })

  it('an override lifts exactly what can be broken, and waives exactly what it stands over', () => {
    const all = { reason: 'In pain.', breaks: [...BREAKS] }
    let waived = 0
    fc.assert(
      fc.property(situation, fc.nat(), (given, pick) => {
        const facts = { ...given, actor: staff(['owner', 'practitioner'], ANA) }
        // where most is in the way
        const startMs = facts.startMs + ((pick % 80) - 40) * QUARTER_MS
        const plain = decideBooking({ ...facts, startMs })
        const forced = decideBooking({ ...facts, startMs, override: all })
        const hopeless = !plain.ok && plain.refusals.some((refusal) => breakOf(refusal) === null)
        expect(forced.ok).toBe(!hopeless)
        if (!forced.ok) return
        for (const claim of forced.claims) {
          const over = busyOf(facts, claim.resourceId).some((taken) => overlaps(taken, claim))
          expect(claim.waived, claim.resource).toBe(over)
          if (over) waived += 1
        }
        expect(forced.breaks.includes('overlap')).toBe(forced.claims.some((claim) => claim.waived))
      }),
      { ...RUNS, numRuns: 1200 },
    )
    expect(waived).toBeGreaterThan(30)
  })
})

describe('a visit that is booked', () => {
  it('A1: takes its time, and gives none to anybody', () => {
    fc.assert(
      fc.property(situation, fc.nat(), (facts, pick) => {
        const offered = offeredOf(facts)
        fc.pre(offered.length > 0)
        const startMs = offered[pick % offered.length]!
        const booked = accepted(decideBooking({ ...facts, startMs }))
        const after = busyWith(facts, booked.claims, 'visit')
        expect(decideBooking({ ...after, startMs }).ok).toBe(false)
        const known = new Set(offered)
        expect(offeredOf(after).filter((ms) => !known.has(ms))).toEqual([])
        for (const claim of booked.claims) {
          expect(busyOf(facts, claim.resourceId).some((taken) => overlaps(taken, claim))).toBe(false)
        }
      }),
      RUNS,
    )
  })

  it('B11: moves to every other time that is offered, and back again to where and what it was', () => {
    let moved = 0
    fc.assert(
      fc.property(situation, fc.nat(), fc.nat(), (facts, from, to) => {
        const offered = offeredOf(facts)
        fc.pre(offered.length > 1)
        const [startMs, otherMs] = [offered[from % offered.length]!, offered[to % offered.length]!]
        const before = accepted(decideBooking({ ...facts, startMs }))
        const appointment = standing({ startMs })
        // as the desk: a patient's own notice is another matter
        const asDesk = { actor: DESK, expectedVersion: appointment.version }
        const there = decideReschedule({
          ...{ ...busyWith(facts, before.claims, appointment.id), ...asDesk },
          ...{ appointment, startMs: otherMs },
        })
        const back = decideReschedule({
          ...{ ...busyWith(facts, accepted(there).claims, appointment.id), ...asDesk },
          ...{ appointment: { ...appointment, startMs: otherMs }, startMs },
        })
        expect(accepted(back).claims).toEqual(before.claims)
        moved += 1
      }),
      RUNS,
    )
    expect(moved).toBeGreaterThan(50)
  })

  it('leaves no instant with two claims of one thing, however many are booked one after the other', () => {
    fc.assert(
      fc.property(
        situation,
        fc.array(fc.tuple(fc.nat(), segments), { minLength: 4, maxLength: 14 }),
        (first, wishes) => {
          let facts: BookingFacts = {
            ...first,
            patient: { ...first.patient, needs: [] },
            service: { ...first.service, maxPerDay: null, maxPerPatientPerDay: null },
          }
          const claims: (PlannedClaim & { readonly of: number })[] = []
          for (const [index, [pick, wanted]] of wishes.entries()) {
            facts = {
              ...facts,
              patient: { ...facts.patient, id: `patient-${index}`, busy: [] },
              service: { ...facts.service, segments: wanted },
              actor: DESK,
            }
            const offered = offeredOf(facts)
            if (offered.length === 0) continue
            // near the beginning of what is left, so that visits crowd
            const verdict = accepted(decideBooking({ ...facts, startMs: offered[pick % Math.min(6, offered.length)]! }))
            claims.push(...verdict.claims.map((claim) => ({ ...claim, of: index })))
            facts = busyWith(facts, verdict.claims, `visit-${index}`)
          }
          for (const [index, claim] of claims.entries()) {
            const doubled = claims
              .slice(index + 1)
              .filter((other) => other.resourceId === claim.resourceId && overlaps(other, claim))
            expect(doubled).toEqual([])
          }
        },
      ),
      { ...RUNS, numRuns: 80 },
    )
  })
})
