import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideBooking } from '#domain/appointment/decide-booking.ts'
import { visitFactsOf } from '#domain/appointment/visit-refusals.ts'
import { freeStarts } from '#domain/availability/free-starts.ts'
import { elsewhereUntilMs, heldAreas, stands } from '#domain/recovery/area-hold.ts'
import { ANYWHERE_AREA, neighboursIn } from '#domain/recovery/areas.ts'
import { blockedByRest } from '#domain/recovery/blocked-by-rest.ts'
import { decideRest, waiversFor } from '#domain/recovery/decide-rest.ts'
import { type ComingNeedling, previewChange, rowsWhenTreated } from '#domain/recovery/preview-change.ts'
import type { RestRow, StoredRestRow } from '#domain/recovery/rest-rows.ts'
import { restRows } from '#domain/recovery/rest-rows.ts'
import { type RecoveryRule, rulesInForce } from '#domain/recovery/rule.ts'
import { overlaps } from '#domain/time/interval.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { BODY, CALF, DELTOID, heldRows, LEVATOR, rule, TRAPEZIUS } from '../support/body.ts'
import { BJORK, bookingFacts, patientActor } from '../support/booking.ts'
import { at, HOUR_MS, MINUTE_MS } from '../support/instants.ts'
import {
  areas,
  collisions,
  type Drawn,
  decide,
  diaryOf,
  NEEDLING,
  needlingOf,
  planOf,
  RUNS,
  recoveryRule,
  rowsOf,
  rules,
  scene,
  stored,
  visit,
  type World,
  world,
} from '../support/rest-worlds.ts'

/** Some rules are the patient's own; they have no tolerance. */
const ownRules = rules.map((some) =>
  some.filter(({ amount }) => amount > 0).map((one) => rule({ ...one, patientId: BJORK, toleranceMinutes: 0 })),
)

const hold = fc.record({
  areaIds: fc.uniqueArray(fc.constantFrom(TRAPEZIUS, LEVATOR, DELTOID, CALF, ANYWHERE_AREA), {
    minLength: 1,
    maxLength: 2,
  }),
  startMinute: fc.integer({ min: -5 * 1440, max: 5 * 1440 }),
  minutes: fc.option(fc.integer({ min: 1, max: 4 * 1440 }), { nil: null }),
})

const holdsOf = (holds: readonly Held[], { originMs }: World): readonly StoredRestRow[] =>
  holds.flatMap(({ areaIds, startMinute, minutes }, index) => {
    const startMs = originMs + startMinute * MINUTE_MS
    const endMs = minutes === null ? Number.POSITIVE_INFINITY : startMs + minutes * MINUTE_MS
    return heldRows(`hold-${index}`, areaIds, startMs, endMs)
  })
type Held = Parameters<Parameters<(typeof hold)['map']>[0]>[0]

const untilOf = (rows: readonly RestRow[], areaId: string): number =>
  Math.max(0, ...rows.filter((row) => row.kind === 'rest' && row.areaId === areaId).map((row) => row.endMs))

const EVERYWHERE = [TRAPEZIUS, LEVATOR, DELTOID, CALF, ANYWHERE_AREA]

describe('a longer rest', () => {
  it('never allows what a shorter one refuses: more of a rule rests everything at least as long', () => {
    fc.assert(
      fc.property(world, visit, fc.nat({ max: 3 }), (world, drawn, more) => {
        const longer = { ...world, rules: world.rules.map((one) => ({ ...one, amount: one.amount + more })) }
        for (const areaId of EVERYWHERE)
          expect(untilOf(rowsOf(drawn, longer), areaId)).toBeGreaterThanOrEqual(untilOf(rowsOf(drawn, world), areaId))
      }),
      RUNS,
    )
  })

  it('of one patient never allows more than the clinic’s rules alone, whatever it says', () => {
    let refusedByOwn = 0
    fc.assert(
      fc.property(world, ownRules, visit, visit, (world, own, a, b) => {
        const both = { ...world, rules: [...world.rules, ...own] }
        const alone = decide(b, stored(a, world, 'a'), world)
        const withOwn = decide(b, stored(a, both, 'a'), both)
        if (!alone.ok) expect(withOwn.ok).toBe(false)
        else if (!withOwn.ok) refusedByOwn += 1
      }),
      RUNS,
    )
    expect(refusedByOwn).toBeGreaterThan(20)
  })

  it('of one patient is nobody else’s, and no more once it is ended', () => {
    fc.assert(
      fc.property(rules, ownRules, fc.boolean(), (clinics, own, ended) => {
        const nowMs = at('2026-11-24T12:00')
        const all = [...clinics, ...own.map((one) => ({ ...one, endedAtMs: ended ? nowMs : null }))]
        const forWhom = (patientId: string) => rulesInForce(all, { date: '2026-11-24', nowMs, patientId })
        const clinicsAlone = rulesInForce(clinics, { date: '2026-11-24', nowMs, patientId: BJORK })
        expect(forWhom('somebody else')).toEqual(clinicsAlone)
        expect(forWhom(BJORK)).toEqual([...clinicsAlone, ...(ended ? [] : own)])
      }),
      RUNS,
    )
  })

  it('B16: beside a tolerant rule of the clinic the later end counts, on days of 23, 24 and 25 hours', () => {
    const offset = fc.integer({ min: -7 * 1440, max: 7 * 1440 })
    fc.assert(
      fc.property(scene, recoveryRule, recoveryRule, offset, ({ zone, originMs }, clinics, own, minute) => {
        const needling = { startMs: originMs + (minute - 30) * MINUTE_MS, endMs: originMs + minute * MINUTE_MS }
        const same = (one: typeof clinics, changes: Partial<RecoveryRule>) =>
          rule({ ...one, technique: 'deep-dry-needling', relation: 'same', ...changes })
        const both = [same(clinics, {}), same(own, { id: 'own', patientId: BJORK, toleranceMinutes: 0 })]
        const plan = { technique: 'deep-dry-needling', areas: [CALF], neighboursOf: neighboursIn(BODY), zone } as const
        const until = (some: readonly RecoveryRule[]) => untilOf(restRows({ ...plan, rules: some, needling }), CALF)
        expect(until(both)).toBe(Math.max(...both.map((one) => until([one]))))
        expect(until(both)).toBe(until(both.toReversed()))
      }),
      RUNS,
    )
  })
})

describe('with holds in the diary', () => {
  it('P2: no planned treatment lies in another’s rest or in a hold, in whatever order they were booked', () => {
    fc.assert(
      fc.property(
        world,
        ownRules,
        fc.array(hold, { maxLength: 3 }),
        fc.array(visit, { maxLength: 7 }),
        (w, own, holds, visits) => {
          const world = { ...w, rules: [...w.rules, ...own] }
          const held = holdsOf(holds, world)
          expect(collisions([...held, ...diaryOf(visits, world, held)])).toEqual([])
        },
      ),
      RUNS,
    )
  })

  it('what is blocked is exactly what is refused, with holds and with rules of the patient', () => {
    let byHold = 0
    fc.assert(
      fc.property(
        world,
        ownRules,
        fc.array(hold, { maxLength: 3 }),
        fc.array(visit, { maxLength: 5 }),
        visit,
        (w, own, holds, visits, drawn) => {
          const world = { ...w, rules: [...w.rules, ...own] }
          const held = holdsOf(holds, world)
          const diary = [...held, ...diaryOf(visits, world, held)]
          const needling = needlingOf(drawn, world)
          fc.pre(!diary.some((row) => row.kind === 'treatment' && overlaps(row, needling)))
          const verdict = decide(drawn, diary, world)
          const blocked = blockedByRest({ ...planOf(drawn, world), existing: diary })
          expect(blocked.some((stretch) => overlaps(stretch, needling))).toBe(!verdict.ok)
          if (!verdict.ok && verdict.refusals.every(({ reason }) => reason === 'hold')) byHold += 1
        },
      ),
      { ...RUNS, numRuns: 1000 },
    )
    expect(byHold).toBeGreaterThan(100)
  })

  it('P3: a hold laid over planned visits leaves nothing that collides, once they are waived', () => {
    fc.assert(
      fc.property(world, hold, fc.array(visit, { minLength: 1, maxLength: 6 }), (world, drawn, visits) => {
        const held = holdsOf([drawn], world)
        const waived = diaryOf(visits, world).map((row) => ({
          ...row,
          waived: row.kind === 'treatment' && held.some((one) => one.areaId === row.areaId && overlaps(one, row)),
        }))
        expect(collisions([...held, ...waived])).toEqual([])
      }),
      RUNS,
    )
  })

  it('P3: an override of what a hold refuses waives our own treatments and nobody else’s', () => {
    fc.assert(
      fc.property(world, fc.array(hold, { minLength: 1, maxLength: 3 }), visit, (world, holds, drawn) => {
        const held = holdsOf(holds, world)
        const verdict = decide(drawn, held, world)
        fc.pre(!verdict.ok)
        const { own, others } = waiversFor(verdict.ok ? [] : verdict.refusals)
        expect(others).toEqual([])
        const ours = stored(drawn, world, 'ours').map((row) => ({
          ...row,
          waived: row.kind === 'treatment' && own.includes(row.areaId),
        }))
        expect(collisions([...held, ...ours])).toEqual([])
      }),
      RUNS,
    )
  })

  it('A17: every time that is offered can be booked, and no other time of the grid can', () => {
    let offeredInAll = 0
    let heldInAll = 0
    const days = { firstDate: '2026-11-26', lastDate: '2026-11-27' }
    const near = fc.record({
      technique: fc.constantFrom(...NEEDLING),
      areas,
      startMinute: fc.integer({ min: -3 * 96, max: 4 * 96 }).map((quarter) => quarter * 15),
      minutes: fc.constantFrom(30, 45, 60),
    })
    fc.assert(
      fc.property(
        rules,
        ownRules,
        fc.array(hold, { maxLength: 2 }),
        fc.array(near, { maxLength: 4 }),
        near,
        (clinics, own, holds, past, drawn) => {
          const here: World = { zone: 'Europe/Berlin', originMs: at('2026-11-26T12:00'), rules: [...clinics, ...own] }
          const held = holdsOf(holds, here)
          const diary = [...held, ...diaryOf(past, here, held)]
          const facts = bookingFacts({
            actor: patientActor(BJORK),
            nowMs: at('2026-11-26T09:00'),
            rules: here.rules,
            requestedAreas: drawn.areas,
            patient: { restRows: diary, busy: [] },
            service: { technique: drawn.technique, segments: [{ kind: 'hands-on', minutes: drawn.minutes }] },
            practitioner: {
              credentials: [
                { jurisdiction: 'DE', techniques: [...NEEDLING], validFrom: '2020-01-01', validUntil: null },
              ],
            },
          })
          const offered = new Set(freeStarts(visitFactsOf(facts), days, facts.practitioner))
          const treated = diary.filter((row) => row.kind === 'treatment')
          for (let startMs = at('2026-11-26T00:00'); startMs < at('2026-11-28T00:00'); startMs += 30 * MINUTE_MS) {
            // who is needled is busy, which these facts leave out
            if (treated.some((row) => overlaps(row, { startMs, endMs: startMs + drawn.minutes * MINUTE_MS }))) continue
            const verdict = decideBooking({ ...facts, startMs })
            expect(offered.has(startMs), new Date(startMs).toISOString()).toBe(verdict.ok)
            if (verdict.ok) offeredInAll += 1
            else if (verdict.refusals.every(({ reason }) => reason === 'hold')) heldInAll += 1
          }
        },
      ),
      { ...RUNS, numRuns: 60 },
    )
    expect(offeredInAll).toBeGreaterThan(50)
    expect(heldInAll).toBeGreaterThan(50)
  })

  it('Z11: a visit without needles is never refused nor blocked', () => {
    fc.assert(
      fc.property(world, fc.array(hold, { maxLength: 3 }), visit, (world, holds, drawn) => {
        const plan = { ...planOf(drawn, world), technique: null, needling: needlingOf(drawn, world) }
        const existing = holdsOf(holds, world)
        expect(decideRest({ planned: restRows(plan), existing })).toEqual({ ok: true })
        expect(blockedByRest({ ...plan, existing })).toEqual([])
      }),
      RUNS,
    )
  })

  it('Z16: a wide area is held in every leaf of it, and only there', () => {
    const named = fc.uniqueArray(fc.constantFrom(...BODY.map(({ id }) => id), 'tail'), { maxLength: 4 })
    fc.assert(
      fc.property(named, (areaIds) => {
        const { leaves, unknown } = heldAreas(areaIds, BODY)
        expect(unknown).toEqual(areaIds.filter((id) => id === 'tail'))
        for (const leaf of leaves) {
          const line = [leaf, 'shoulder.left', 'upper-body.left']
          expect(
            areaIds.some((id) => (leaf === CALF || leaf === ANYWHERE_AREA ? id === leaf : line.includes(id))),
          ).toBe(true)
        }
      }),
      RUNS,
    )
  })

  it('Z12: what was needled elsewhere rests at least as long as any rule would let it, had it been here', () => {
    fc.assert(
      fc.property(world, visit, ({ zone, originMs, rules }, drawn) => {
        const needling = needlingOf(drawn, { zone, originMs, rules })
        const untilMs = elsewhereUntilMs(rules, localDateOf(needling.endMs - 1, zone), zone)
        for (const technique of NEEDLING) {
          const rows = restRows({
            ...planOf({ ...drawn, technique, areas: [CALF] }, { zone, originMs, rules }),
            needling,
          })
          expect(untilMs).toBeGreaterThanOrEqual(untilOf(rows, CALF))
        }
        expect(stands({ endMs: untilMs, clearedMs: null }, needling.endMs - 1)).toBe(true)
      }),
      RUNS,
    )
  })
})

describe('the preview of a change', () => {
  /** The clinic's versions, begun long ago; the proposal begins on a day around the visits. */
  const clinics = rules.map((some) => some.map((one, index) => ({ ...one, version: index + 1 })))
  const proposal = fc.record({ change: recoveryRule, day: fc.integer({ min: -6, max: 6 }) })

  const comingOf = (visits: readonly Drawn[], world: World): readonly ComingNeedling[] => {
    const kept: ComingNeedling[] = []
    for (const [index, drawn] of visits.entries()) {
      const needling = needlingOf(drawn, world)
      if (kept.some((other) => overlaps(other.needling, needling))) continue
      const { technique, areas } = drawn
      kept.push({ appointmentId: `visit-${index}`, technique, areas, needling, zone: world.zone })
    }
    return kept
  }

  /** Each visit takes place as planned and its rest is written; then every visit is asked what it falls into. */
  const recompute = (coming: readonly ComingNeedling[], some: readonly RecoveryRule[]) => {
    const facts = { rules: some, neighboursOf: neighboursIn(BODY) }
    const written = coming.flatMap((one) =>
      rowsWhenTreated(one, BJORK, facts).map((row) => ({
        ...row,
        ...{ appointmentId: one.appointmentId, holdId: null, waived: false },
      })),
    )
    return coming.flatMap((one) => {
      const planned = rowsWhenTreated(one, BJORK, facts).filter(({ kind }) => kind === 'treatment')
      const existing = written.filter(({ appointmentId }) => appointmentId !== one.appointmentId)
      const verdict = decideRest({ planned, existing })
      const refusals = verdict.ok ? [] : verdict.refusals
      const last = new Map(refusals.toReversed().map(({ areaId, untilMs }) => [areaId, untilMs ?? 0]))
      return [...last].map(([areaId, untilMs]) => ({ appointmentId: one.appointmentId, areaId, untilMs }))
    })
  }

  it('names exactly the visits that a recompute would find too early, or earlier than before, and by how much', () => {
    let touchedInAll = 0
    fc.assert(
      fc.property(
        scene,
        clinics,
        proposal,
        fc.array(visit, { maxLength: 7 }),
        (scene, some, { change, day }, visits) => {
          const world = { ...scene, rules: some }
          const coming = comingOf(visits, world)
          const amount = change.amount * (change.unit === 'hours' ? 13 : 1)
          const validFrom = localDateOf(world.originMs + day * 24 * HOUR_MS, world.zone)
          const proposed = rule({ ...change, id: 'proposed', state: 'draft', amount, validFrom })
          const facts = { patientId: BJORK, coming, rules: some, proposed, neighboursOf: neighboursIn(BODY) }
          const before = recompute(coming, some)
          const after = recompute(coming, [...some, { ...proposed, state: 'in-force', version: 999 }])
          const wasUntil = (one: (typeof after)[number]) =>
            before.find((old) => old.appointmentId === one.appointmentId && old.areaId === one.areaId)?.untilMs ?? 0
          const expected = after.filter((one) => one.untilMs > wasUntil(one))
          const told = previewChange(facts)
          const plain = told.map(({ appointmentId, areaId, untilMs }) => ({ appointmentId, areaId, untilMs }))
          const inOrder = (lines: typeof plain) => lines.map((line) => JSON.stringify(line)).sort()
          expect(inOrder(plain)).toEqual(inOrder(expected))
          for (const { appointmentId, untilMs, tooEarlyMs } of told) {
            const startMs = coming.find((one) => one.appointmentId === appointmentId)?.needling.startMs ?? 0
            expect(tooEarlyMs).toBe(untilMs - startMs)
            expect(tooEarlyMs).toBeGreaterThan(0)
          }
          touchedInAll += told.length
        },
      ),
      { ...RUNS, numRuns: 800 },
    )
    expect(touchedInAll).toBeGreaterThan(80)
  })

  it('is empty for a rule that begins after the last visit, and for one that asks for less', () => {
    fc.assert(
      fc.property(scene, clinics, recoveryRule, fc.array(visit, { maxLength: 6 }), (scene, some, change, visits) => {
        const world = { ...scene, rules: some }
        const facts = {
          patientId: BJORK,
          coming: comingOf(visits, world),
          rules: some,
          neighboursOf: neighboursIn(BODY),
        }
        const later = rule({ ...change, amount: 90, validFrom: '2099-01-01' })
        expect(previewChange({ ...facts, proposed: later })).toEqual([])
        const less = rule({ ...change, amount: 0, toleranceMinutes: 0 })
        expect(previewChange({ ...facts, proposed: less })).toEqual([])
      }),
      RUNS,
    )
  })

  it('of a longer rest for one patient is that of the clinic’s rules and it together', () => {
    fc.assert(
      fc.property(scene, clinics, recoveryRule, fc.array(visit, { maxLength: 6 }), (scene, some, change, visits) => {
        const world = { ...scene, rules: some }
        const coming = comingOf(visits, world)
        const proposed = rule({ ...change, id: 'own', patientId: BJORK, toleranceMinutes: 0 })
        const told = previewChange({
          patientId: BJORK,
          coming,
          rules: some,
          proposed,
          neighboursOf: neighboursIn(BODY),
        })
        const after = recompute(coming, [...some, proposed])
        for (const { appointmentId, areaId, untilMs } of told)
          expect(after).toContainEqual({ appointmentId, areaId, untilMs })
      }),
      RUNS,
    )
  })
})
