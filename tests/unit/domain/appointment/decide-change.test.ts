import { describe, expect, it } from 'vitest'
import { type ChangeFacts, whyNotChange } from '#domain/appointment/decide-change.ts'
import { AS_ANA, ASSISTANT, BJORK, DESK, patientActor, standing } from '../../../support/booking.ts'
import { at, BERLIN } from '../../../support/instants.ts'

const facts = (changes: Partial<ChangeFacts> = {}): ChangeFacts => ({
  actor: DESK,
  appointment: standing(),
  expectedVersion: null,
  minNoticeMinutes: 24 * 60,
  nowMs: at('2026-11-24T08:00'),
  zone: BERLIN,
  ...changes,
})

const AT_THE_DOOR = at('2026-11-26T09:50')

describe('a change of a visit', () => {
  it('is possible for whom and when it should be', () => {
    expect(whyNotChange('cancel', facts())).toBeNull()
    expect(whyNotChange('arrive', facts({ nowMs: AT_THE_DOOR }))).toBeNull()
    expect(whyNotChange('cancel', facts({ actor: patientActor(BJORK) }))).toBeNull()
  })

  it('by a patient comes in time or not at all; the desk may cancel to the last minute', () => {
    const late = { nowMs: at('2026-11-25T10:01') }
    expect(whyNotChange('cancel', facts({ ...late, actor: patientActor(BJORK) }))).toEqual({
      reason: 'too-late-to-change',
      minNoticeMinutes: 1440,
      startMs: at('2026-11-26T10:00'),
    })
    expect(whyNotChange('cancel', facts({ nowMs: at('2026-11-25T10:00'), actor: patientActor(BJORK) }))).toBeNull()
    expect(whyNotChange('cancel', facts(late))).toBeNull()
  })

  it('by an assistant is for today’s visits, by the clinic’s own midnight', () => {
    const assistant = (nowMs: number, startMs = at('2026-11-26T00:30')) =>
      whyNotChange('arrive', facts({ actor: ASSISTANT, nowMs, appointment: standing({ startMs }) }))
    // Half past midnight in Berlin is still yesterday in UTC.
    expect(assistant(at('2026-11-26T08:00'))).toBeNull()
    expect(assistant(at('2026-11-25T23:59'))).toEqual({ reason: 'not-allowed', breaks: [] })
  })

  it('E5: answers with the status that another made it', () => {
    const cancelled = { appointment: standing({ status: 'cancelled' }) }
    expect(whyNotChange('cancel', facts(cancelled))).toMatchObject({ reason: 'wrong-status', status: 'cancelled' })
  })

  it('E10: is refused on an old version, where a version was seen', () => {
    expect(whyNotChange('cancel', facts({ expectedVersion: 2 }))).toEqual({
      reason: 'stale-version',
      expectedVersion: 2,
      currentVersion: 3,
    })
    expect(whyNotChange('cancel', facts({ expectedVersion: 3 }))).toBeNull()
  })

  it('tells a stranger nothing of status or version', () => {
    const secret = facts({
      actor: patientActor('jose'),
      expectedVersion: 1,
      appointment: standing({ status: 'noshow' }),
    })
    expect(whyNotChange('cancel', secret)).toEqual({ reason: 'not-allowed', breaks: [] })
  })

  it('of a missed visit waits for its start', () => {
    expect(whyNotChange('no-show', facts({ nowMs: AT_THE_DOOR }))).toMatchObject({ reason: 'not-yet' })
    expect(whyNotChange('no-show', facts({ nowMs: at('2026-11-26T10:15') }))).toBeNull()
  })

  it('into a completed visit is its practitioner’s alone', () => {
    const inRoom = { appointment: standing({ status: 'checked-in' }), nowMs: at('2026-11-26T10:40') }
    expect(whyNotChange('complete', facts({ ...inRoom, actor: AS_ANA }))).toBeNull()
    expect(whyNotChange('complete', facts(inRoom))).toEqual({ reason: 'not-allowed', breaks: [] })
  })
})
