import { describe, expect, it } from 'vitest'
import { decideHold, HOLD_MS, type HoldFacts, type StandingHold } from '#domain/appointment/decide-hold.ts'
import { ANA, BJORK, DESK, patientActor } from '../../../support/booking.ts'
import { at } from '../../../support/instants.ts'

const NOW = at('2026-11-24T10:00')
const TEN = at('2026-11-26T10:00')
const MINUTE_MS = 60_000

const held = (id: string, changes: Partial<StandingHold> = {}): StandingHold => ({
  id,
  practitionerId: ANA,
  startMs: TEN,
  expiresMs: NOW + MINUTE_MS,
  renewals: 0,
  ...changes,
})

const decide = (standing: readonly StandingHold[], changes: Partial<HoldFacts> = {}) =>
  decideHold({ actor: DESK, nowMs: NOW, standing, holdId: 'draft', practitionerId: ANA, startMs: TEN, ...changes })

describe('keeping a time while a form is filled in', () => {
  it('keeps it for seven and a half minutes', () => {
    expect(HOLD_MS).toBe(450_000)
    expect(decide([])).toEqual({ ok: true, expiresMs: NOW + HOLD_MS, renewals: 0, instead: [] })
  })

  it('moves with another choice and begins anew there', () => {
    expect(decide([held('draft', { renewals: 2 })], { startMs: TEN + 15 * MINUTE_MS })).toEqual({
      ...{ ok: true, expiresMs: NOW + HOLD_MS, renewals: 0, instead: ['draft'] },
    })
    expect(decide([held('draft', { renewals: 2 })], { practitionerId: 'ben' })).toMatchObject({ renewals: 0 })
  })

  it('keeps the same choice on, three times and then no more', () => {
    expect(decide([held('draft', { renewals: 2 })])).toMatchObject({ expiresMs: NOW + HOLD_MS, renewals: 3 })
    expect(decide([held('draft', { renewals: 3 })])).toEqual({
      ok: false,
      refusal: { reason: 'held-long-enough', untilMs: NOW + MINUTE_MS },
    })
  })

  it('changes nothing when the same choice comes twice, as it does from a slow line', () => {
    const fresh = held('draft', { expiresMs: NOW + HOLD_MS - 1_000, renewals: 3 })
    expect(decide([fresh])).toEqual({ ok: true, expiresMs: fresh.expiresMs, renewals: 3, instead: ['draft'] })
  })

  it('lets the desk keep six times at once for six callers, and not a seventh', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => held(id))
    expect(decide(six.slice(1))).toMatchObject({ ok: true, instead: [] })
    expect(decide(six)).toEqual({ ok: false, refusal: { reason: 'too-many-holds', most: 6 } })
    expect(decide(six, { holdId: 'c' })).toMatchObject({ ok: true, instead: ['c'] })
  })

  it('gives a patient one: the next choice takes its place, from whichever page', () => {
    const other = [held('other page')]
    const asPatient = { actor: patientActor(BJORK), startMs: TEN + 15 * MINUTE_MS }
    expect(decide(other, asPatient)).toMatchObject({ ok: true, instead: ['other page'], renewals: 0 })
    expect(decide(other, { ...asPatient, startMs: TEN })).toMatchObject({ renewals: 1 })
  })
})
