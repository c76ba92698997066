import { describe, expect, it } from 'vitest'
import { decideReschedule } from '#domain/appointment/decide-reschedule.ts'
import { CALF, storedRows, TRAPEZIUS } from '../../../support/body.ts'
import {
  AS_ANA,
  ASSISTANT,
  accepted,
  BJORK,
  bookingFacts,
  busy,
  patientActor,
  reasonsOf,
  standing,
} from '../../../support/booking.ts'
import { at, lasting } from '../../../support/instants.ts'

type Changes = Parameters<typeof bookingFacts>[0]

/** Björk's visit of Thursday 10:00 moves to Thursday 10:30 unless said otherwise. */
const move = (changes: Changes = {}, appointment = standing(), expectedVersion = 3) =>
  decideReschedule({
    ...bookingFacts({ startMs: at('2026-11-26T10:30'), ...changes }),
    appointment,
    expectedVersion,
  })

const ITSELF = lasting('2026-11-26T10:00', 55)
const itsRest = storedRows('visit', lasting('2026-11-26T10:00', 45))

describe('a visit that moves', () => {
  it('B11: does not stand in its own way: not in time, not in its place, not in its rest', () => {
    const own = busy(ITSELF, 'visit')
    const verdict = move({
      patient: { busy: [own], restRows: itsRest },
      practitioner: { busy: [own] },
      places: [{ placeId: 'room-1', busy: [own] }],
    })
    const { claims, restRows } = accepted(verdict)
    expect(claims.some((claim) => claim.waived)).toBe(false)
    expect(restRows.some((row) => row.waived)).toBe(false)
  })

  it('is refused where another visit is', () => {
    expect(reasonsOf(move({ practitioner: { busy: [busy(lasting('2026-11-26T11:00', 30))] } }))).toEqual(['taken'])
  })

  it('B17: is refused when its rest would now reach into the next visit, and stays where it is', () => {
    const next = storedRows('next', lasting('2026-11-30T09:00', 45))
    const restRows = [...itsRest, ...next]
    expect(move({ patient: { restRows } }).ok).toBe(true)
    const friday = move({ startMs: at('2026-11-27T10:30'), patient: { restRows } })
    expect(friday.ok).toBe(true)
    const tooClose = storedRows('next', lasting('2026-11-29T09:00', 45))
    expect(move({ startMs: at('2026-11-27T10:30'), patient: { restRows: [...itsRest, ...tooClose] } })).toMatchObject({
      ok: false,
      refusals: [{ reason: 'rest', direction: 'later', appointmentId: 'next', areaId: TRAPEZIUS }],
    })
  })

  it('B17: may move anywhere near a visit to another area', () => {
    const next = storedRows('next', lasting('2026-11-27T09:00', 45), { areas: [CALF] })
    expect(move({ patient: { restRows: next } }).ok).toBe(true)
  })

  it('may change its area with the move, and is then judged by the new one', () => {
    const tuesday = storedRows('tuesday', lasting('2026-11-24T14:30', 45), { areas: [CALF] })
    expect(move({ patient: { restRows: tuesday } }).ok).toBe(true)
    expect(reasonsOf(move({ patient: { restRows: tuesday }, requestedAreas: [CALF] }))).toEqual(['rest'])
  })

  it('can be overridden like a booking', () => {
    const restRows = storedRows('tuesday', lasting('2026-11-24T14:30', 45))
    const override = { reason: 'Acute', breaks: ['rest'] } as const
    expect(accepted(move({ patient: { restRows }, actor: AS_ANA, override })).breaks).toEqual(['rest'])
  })

  it('may still be moved when the clinic no longer offers its service', () => {
    expect(move({ service: { active: false } }).ok).toBe(true)
  })
})

describe('a visit that cannot move', () => {
  it('E10: has been changed by somebody else meanwhile', () => {
    expect(move({}, standing({ version: 4 }))).toEqual({
      ok: false,
      refusals: [{ reason: 'stale-version', expectedVersion: 3, currentVersion: 4 }],
    })
  })

  it('E1, E2: is cancelled, or has happened', () => {
    for (const status of ['cancelled', 'fulfilled', 'noshow', 'entered-in-error'] as const) {
      expect(move({}, standing({ status }))).toEqual({
        ok: false,
        refusals: [{ reason: 'wrong-status', action: 'reschedule', status }],
      })
    }
  })

  it('is somebody else’s', () => {
    expect(reasonsOf(move({ actor: patientActor('jose') }))).toEqual(['not-allowed'])
    expect(reasonsOf(move({ actor: ASSISTANT }))).toEqual(['not-allowed'])
    expect(reasonsOf(move({}, standing({ clinicId: 'another clinic' })))).toEqual(['not-allowed'])
  })

  it('begins so soon that a patient has to ring', () => {
    const nowMs = at('2026-11-26T08:30')
    const changes = { nowMs, startMs: at('2026-11-27T10:30'), actor: patientActor(BJORK) }
    expect(move(changes)).toMatchObject({ refusals: [{ reason: 'too-late-to-change', minNoticeMinutes: 120 }] })
    expect(move({ ...changes, nowMs: at('2026-11-26T08:00') }).ok).toBe(true)
  })
})
