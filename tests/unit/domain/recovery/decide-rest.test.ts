import { describe, expect, it } from 'vitest'
import { ANYWHERE_AREA } from '#domain/recovery/areas.ts'
import { decideRest, isRest, waiversFor } from '#domain/recovery/decide-rest.ts'
import { type PlannedNeedling, restRows, type StoredRestRow } from '#domain/recovery/rest-rows.ts'
import type { Interval } from '#domain/time/interval.ts'
import { CALF, heldRows, LEVATOR, needlingOf, rule, storedRows, TRAPEZIUS } from '../../../support/body.ts'
import { at, lasting } from '../../../support/instants.ts'

const TUESDAY = lasting('2026-11-24T14:30', 45)
const tuesdaysVisit = storedRows('tuesday', TUESDAY)

const decide = (
  needling: Interval,
  existing: readonly StoredRestRow[] = tuesdaysVisit,
  changes: Partial<PlannedNeedling> = {},
) => decideRest({ planned: restRows({ ...needlingOf(changes), needling }), existing })

const refusalsOf = (...args: Parameters<typeof decide>) => {
  const verdict = decide(...args)
  return verdict.ok ? [] : verdict.refusals
}

describe('a visit after another', () => {
  it('is refused two days later in the same area, with all that is needed to say why', () => {
    expect(refusalsOf(lasting('2026-11-26T09:00', 45))).toEqual([
      {
        reason: 'rest',
        direction: 'earlier',
        areaId: TRAPEZIUS,
        since: TUESDAY,
        untilMs: at('2026-11-27T00:00'),
        ruleId: 'deep-same',
        appointmentId: 'tuesday',
        treatment: lasting('2026-11-26T09:00', 45),
      },
    ])
  })

  it('B1: may begin on the very instant at which the rest ends', () => {
    const until = at('2026-11-27T00:00')
    expect(decide({ startMs: until, endMs: until + 60_000 })).toEqual({ ok: true })
    expect(decide({ startMs: until - 1, endMs: until + 60_000 }).ok).toBe(false)
  })

  it('may treat another area at once', () => {
    expect(decide(lasting('2026-11-24T16:00', 45), tuesdaysVisit, { areas: [CALF] })).toEqual({ ok: true })
  })

  it('is refused beside the treated area for as long as neighbours rest', () => {
    const beside = { areas: [LEVATOR] }
    expect(refusalsOf(lasting('2026-11-25T14:30', 45), tuesdaysVisit, beside)).toMatchObject([
      { areaId: LEVATOR, ruleId: 'deep-neighbour', untilMs: at('2026-11-25T15:15') },
    ])
    expect(decide(lasting('2026-11-25T15:15', 45), tuesdaysVisit, beside)).toEqual({ ok: true })
  })

  it('is ruled by the earlier treatment: shallow needling after deep waits for the deep one', () => {
    const shallow = { technique: 'superficial-dry-needling' } as const
    expect(refusalsOf(lasting('2026-11-26T09:00', 30), tuesdaysVisit, shallow)).toMatchObject([{ ruleId: 'deep-same' }])
    const shallowFirst = storedRows('tuesday', TUESDAY, shallow)
    expect(decide(lasting('2026-11-26T09:00', 30), shallowFirst)).toEqual({ ok: true })
  })

  it('is refused everywhere while the whole body rests', () => {
    const rules = [rule({ id: 'all', relation: 'anywhere', amount: 1 })]
    const existing = storedRows('tuesday', TUESDAY, { rules })
    expect(refusalsOf(lasting('2026-11-24T17:00', 30), existing, { areas: [CALF], rules: [] })).toMatchObject([
      { areaId: ANYWHERE_AREA, ruleId: 'all', since: TUESDAY },
    ])
  })

  it('follows the rest that was stored, also when the policy has changed since', () => {
    expect(decide(lasting('2026-11-26T09:00', 45), tuesdaysVisit, { rules: [] }).ok).toBe(false)
  })

  it('Z11: is never refused when it brings no needles', () => {
    for (const technique of [null, 'exercise-advice'] as const) {
      expect(decide(lasting('2026-11-24T15:15', 45), tuesdaysVisit, { technique })).toEqual({ ok: true })
    }
  })

  it('names every area and every visit it clashes with, the longest rest first', () => {
    const existing = [...tuesdaysVisit, ...storedRows('monday', lasting('2026-11-23T10:00', 45), { areas: [CALF] })]
    const both = refusalsOf(lasting('2026-11-25T09:00', 45), existing, { areas: [TRAPEZIUS, LEVATOR, CALF] })
    expect(both.filter(isRest).map((refusal) => [refusal.areaId, refusal.appointmentId])).toEqual([
      [TRAPEZIUS, 'tuesday'],
      [CALF, 'monday'],
      [LEVATOR, 'tuesday'],
    ])
  })

  it('says the end of the needling where its start is not at hand', () => {
    const restOnly = tuesdaysVisit.filter((row) => row.kind === 'rest')
    expect(refusalsOf(lasting('2026-11-26T09:00', 45), restOnly)).toMatchObject([
      { since: { startMs: TUESDAY.endMs, endMs: TUESDAY.endMs } },
    ])
  })
})

describe('a visit before another', () => {
  it('B17: is refused when its own rest would reach into a visit that is already booked', () => {
    const friday = storedRows('friday', lasting('2026-11-27T09:00', 45))
    expect(refusalsOf(lasting('2026-11-25T09:00', 45), friday)).toEqual([
      {
        reason: 'rest',
        direction: 'later',
        areaId: TRAPEZIUS,
        since: lasting('2026-11-25T09:00', 45),
        untilMs: at('2026-11-28T00:00'),
        ruleId: 'deep-same',
        appointmentId: 'friday',
        treatment: lasting('2026-11-27T09:00', 45),
      },
    ])
  })

  it('may stand when its rest is over as the later one begins', () => {
    const friday = storedRows('friday', lasting('2026-11-27T09:00', 45))
    expect(decide(lasting('2026-11-24T09:00', 45), friday)).toEqual({ ok: true })
  })

  it('is ruled by its own technique, not by that of the later visit', () => {
    const friday = storedRows('friday', lasting('2026-11-27T09:00', 45))
    const shallow = { technique: 'superficial-dry-needling' } as const
    expect(decide(lasting('2026-11-25T09:00', 45), friday, shallow)).toEqual({ ok: true })
  })

  it('can be squeezed from both sides at once, and both are said: what holds it up, then what it would spoil', () => {
    const friday = storedRows('friday', lasting('2026-11-27T09:00', 45))
    const refusals = refusalsOf(lasting('2026-11-26T09:00', 45), [...friday, ...tuesdaysVisit])
    expect(refusals.filter(isRest).map(({ direction, appointmentId }) => [direction, appointmentId])).toEqual([
      ['earlier', 'tuesday'],
      ['later', 'friday'],
    ])
  })

  it('spoils the neighbour of what it needles as well', () => {
    const besideOnFriday = storedRows('friday', lasting('2026-11-27T09:00', 45), { areas: [LEVATOR] })
    expect(refusalsOf(lasting('2026-11-26T14:00', 45), besideOnFriday)).toMatchObject([
      { areaId: LEVATOR, direction: 'later', ruleId: 'deep-neighbour' },
    ])
    expect(decide(lasting('2026-11-26T08:15', 45), besideOnFriday)).toEqual({ ok: true })
  })
})

describe('an area on hold', () => {
  const held = heldRows('hold', [TRAPEZIUS], at('2026-11-24T16:00'))

  it('is refused for ever while nobody clears it, and is named apart from rest', () => {
    const treatment = lasting('2029-06-01T09:00', 45)
    expect(refusalsOf(treatment, held)).toEqual([
      {
        reason: 'hold',
        areaId: TRAPEZIUS,
        holdId: 'hold',
        sinceMs: at('2026-11-24T16:00'),
        untilMs: null,
        treatment,
      },
    ])
  })

  it('may be needled on the instant at which the hold ends, and may have been before it began', () => {
    const until = at('2026-12-01T00:00')
    const dated = heldRows('hold', [TRAPEZIUS], at('2026-11-24T16:00'), until)
    expect(refusalsOf({ startMs: until - 1, endMs: until + 60_000 }, dated)).toMatchObject([{ untilMs: until }])
    expect(decide({ startMs: until, endMs: until + 60_000 }, dated)).toEqual({ ok: true })
    expect(decide(lasting('2026-11-24T15:15', 45), dated)).toEqual({ ok: true })
  })

  it('leaves its neighbours and all other areas free', () => {
    expect(decide(lasting('2026-11-25T09:00', 45), held, { areas: [LEVATOR, CALF] })).toEqual({ ok: true })
  })

  it('keeps every needling away when it is the whole body', () => {
    const all = heldRows('hold', [ANYWHERE_AREA], at('2026-11-24T16:00'))
    expect(refusalsOf(lasting('2026-11-25T09:00', 45), all, { areas: [CALF] })).toMatchObject([
      { reason: 'hold', areaId: ANYWHERE_AREA },
    ])
  })

  it('Z11: never refuses a visit that brings no needles', () => {
    expect(decide(lasting('2026-11-25T09:00', 45), held, { technique: null })).toEqual({ ok: true })
  })

  it('comes before rest that ends sooner, and waives our own treatment', () => {
    const refusals = refusalsOf(lasting('2026-11-26T09:00', 45), [...tuesdaysVisit, ...held])
    expect(refusals.map(({ reason }) => reason)).toEqual(['hold', 'rest'])
    expect(waiversFor(refusals)).toEqual({ own: [TRAPEZIUS], others: [] })
  })
})

describe('waivers', () => {
  const waivedOnThursday = storedRows('thursday', lasting('2026-11-26T09:00', 45)).map((row) => ({
    ...row,
    waived: row.kind === 'treatment' && row.areaId === TRAPEZIUS,
  }))

  it('do not free the body: a waived visit still may not be spoilt, and its rest counts', () => {
    expect(refusalsOf(lasting('2026-11-25T09:00', 45), waivedOnThursday)).toMatchObject([{ direction: 'later' }])
    expect(refusalsOf(lasting('2026-11-28T09:00', 45), waivedOnThursday)).toMatchObject([{ direction: 'earlier' }])
  })

  it('fall on our own treatment when an earlier visit rests, and on the later one when we would spoil it', () => {
    const friday = storedRows('friday', lasting('2026-11-27T09:00', 45))
    const refusals = refusalsOf(lasting('2026-11-26T09:00', 45), [...friday, ...tuesdaysVisit])
    expect(waiversFor(refusals)).toEqual({
      own: [TRAPEZIUS],
      others: [{ appointmentId: 'friday', areaId: TRAPEZIUS }],
    })
  })

  it('name each of our areas once, however many visits it breaks', () => {
    const twice = [...tuesdaysVisit, ...storedRows('wednesday', lasting('2026-11-25T18:00', 30))]
    expect(waiversFor(refusalsOf(lasting('2026-11-26T09:00', 45), twice)).own).toEqual([TRAPEZIUS])
  })

  it('are none for no refusal', () => {
    expect(waiversFor([])).toEqual({ own: [], others: [] })
  })
})
