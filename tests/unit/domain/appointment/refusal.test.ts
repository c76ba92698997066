import { describe, expect, it } from 'vitest'
import { breakOf, type Refusal, withoutClinicalDetail } from '#domain/appointment/refusal.ts'
import { TRAPEZIUS } from '../../../support/body.ts'
import { lasting } from '../../../support/instants.ts'

const DURING = lasting('2026-11-26T10:00', 45)

const REST: Refusal = {
  reason: 'rest',
  direction: 'earlier',
  areaId: TRAPEZIUS,
  since: DURING,
  untilMs: DURING.endMs,
  ruleId: 'deep-same',
  appointmentId: 'tuesday',
  treatment: DURING,
}
const TAKEN: Refusal = { reason: 'taken', practitionerId: 'ana', during: DURING }
const NOTICE: Refusal = { reason: 'notice', minNoticeMinutes: 120, earliestMs: DURING.startMs }
const CREDENTIAL: Refusal = {
  reason: 'credential',
  practitionerId: 'ana',
  technique: 'deep-dry-needling',
  because: 'expired',
}

describe('what a patient is told', () => {
  it('is the same of a resting area, a missing credential, an absence and a full house', () => {
    const hidden: readonly Refusal[] = [
      REST,
      CREDENTIAL,
      { reason: 'absent', practitionerId: 'ana', during: DURING },
      { reason: 'outside-hours', practitionerId: 'ana' },
      { reason: 'no-place', during: DURING, exists: true, closed: false, accessible: false },
      { reason: 'unknown-area', areaId: TRAPEZIUS },
      { reason: 'patient-merged', survivorId: 'other-record' },
      { reason: 'reason-needed', breaks: ['rest'] },
      { reason: 'off-grid' },
      { reason: 'not-offered', serviceId: 'service' },
    ]
    for (const refusal of hidden) expect(withoutClinicalDetail([refusal])).toEqual({ reason: 'not-possible' })
  })

  it('L7: carries no id, area, rule or time of another visit', () => {
    const told = JSON.stringify([REST, CREDENTIAL, TAKEN].map((refusal) => withoutClinicalDetail([refusal])))
    for (const secret of [TRAPEZIUS, 'tuesday', 'deep', 'ana', String(DURING.startMs), String(DURING.endMs)]) {
      expect(told).not.toContain(secret)
    }
  })

  it('does not let rest be told by what stands beside it', () => {
    const alone = withoutClinicalDetail([REST])
    for (const other of [TAKEN, NOTICE, CREDENTIAL]) {
      expect(withoutClinicalDetail([other, REST])).toEqual(alone)
      expect(withoutClinicalDetail([REST, other])).toEqual(alone)
    }
  })

  it('is useful where nothing is at stake', () => {
    expect(withoutClinicalDetail([TAKEN])).toEqual({ reason: 'taken' })
    expect(withoutClinicalDetail([NOTICE])).toEqual({ reason: 'notice', earliestMs: DURING.startMs })
    const far: Refusal = { reason: 'too-far-ahead', maxAheadDays: 60, latestMs: DURING.endMs }
    expect(withoutClinicalDetail([far])).toEqual({ reason: 'too-far-ahead', latestMs: DURING.endMs })
    const stale: Refusal = { reason: 'stale-version', expectedVersion: 1, currentVersion: 2 }
    expect(withoutClinicalDetail([stale])).toEqual({ reason: 'stale-version' })
  })

  it('is a plain no even when no reason was given', () => {
    expect(withoutClinicalDetail([])).toEqual({ reason: 'not-possible' })
  })
})

describe('what an override would have to break', () => {
  it('is the body, the licence, the diary, the hours or the booking period', () => {
    const absent: Refusal = { reason: 'absent', practitionerId: 'ana', during: DURING }
    expect([REST, CREDENTIAL, TAKEN, absent, NOTICE].map(breakOf)).toEqual([
      'rest',
      'credential',
      'overlap',
      'hours',
      'notice',
    ])
  })

  it('is nothing for what cannot be broken', () => {
    const never: readonly Refusal[] = [
      { reason: 'patient-busy', during: DURING },
      { reason: 'no-place', during: DURING, exists: false, closed: false, accessible: false },
      { reason: 'not-allowed', breaks: [] },
      { reason: 'stale-version', expectedVersion: 1, currentVersion: 2 },
      { reason: 'patient-merged', survivorId: 'other' },
    ]
    expect(never.map(breakOf)).toEqual(never.map(() => null))
    expect(breakOf({ reason: 'no-place', during: DURING, exists: true, closed: false, accessible: false })).toBe(
      'overlap',
    )
  })
})
