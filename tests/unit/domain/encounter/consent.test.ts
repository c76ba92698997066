import { describe, expect, it } from 'vitest'
import { type ConsentQuestion, consentDue, type SignedConsent } from '#domain/encounter/consent.ts'

const at = (instant: string): number => Date.parse(instant)
const NOW = at('2026-11-26T09:00:00Z')

const signed = (change: Partial<SignedConsent> = {}): SignedConsent => ({
  technique: 'deep-dry-needling',
  riskZones: ['pleural'],
  textVersion: '2026-1',
  signedAtMs: at('2026-03-03T10:00:00Z'),
  withdrawnAtMs: null,
  ...change,
})

const due = (consents: SignedConsent[], change: Partial<ConsentQuestion> = {}) =>
  consentDue({
    technique: 'deep-dry-needling',
    riskZones: ['pleural'],
    consents,
    nowMs: NOW,
    zone: 'Europe/Berlin',
    policy: { validMonths: 12, textVersion: '2026-1', changedSince: {} },
    ...change,
  })

describe('whether consent has to be asked for', () => {
  it('not when one signed paper covers the technique and the risks', () => {
    expect(due([signed()])).toBeNull()
    expect(due([signed({ riskZones: ['pleural', 'neural'] })])).toBeNull()
    expect(due([signed()], { riskZones: [] })).toBeNull()
  })

  it('when nothing was ever signed', () => {
    expect(due([])).toBe('none')
  })

  it('never for a visit without needling', () => {
    expect(due([], { technique: null })).toBeNull()
  })

  it('when only another technique was consented to', () => {
    expect(due([signed({ technique: 'body-acupuncture' })])).toBe('new-technique')
  })

  it('when a risk zone is new, even if two papers cover it between them', () => {
    expect(due([signed()], { riskZones: ['pleural', 'neural'] })).toBe('new-risk-zone')
    expect(due([signed(), signed({ riskZones: ['neural'] })], { riskZones: ['pleural', 'neural'] })).toBe(
      'new-risk-zone',
    )
  })

  it('when the text has changed since', () => {
    expect(due([signed({ textVersion: '2025-2' })])).toBe('new-text-version')
    expect(due([signed({ textVersion: '2025-2' }), signed()])).toBeNull()
  })

  it('not when only words on another technique, or on a risk that is not touched, have changed since', () => {
    const changedSince = { '2025-2': { 'deep-dry-needling': ['neural'], 'body-acupuncture': [null] } }
    const policy = { validMonths: 12, textVersion: '2026-1', changedSince }
    const earlier = [signed({ textVersion: '2025-2', riskZones: ['pleural', 'neural'] })]
    expect(due(earlier, { policy })).toBeNull()
    expect(due(earlier, { policy, riskZones: ['pleural', 'neural'] })).toBe('new-text-version')
    const toAcupuncture = [signed({ textVersion: '2025-2', technique: 'body-acupuncture' })]
    expect(due(toAcupuncture, { policy, technique: 'body-acupuncture' })).toBe('new-text-version')
    expect(due([signed({ textVersion: '2024-1' })], { policy })).toBe('new-text-version')
  })

  it('when it was signed tomorrow: a clock that runs ahead gives no consent', () => {
    expect(due([signed({ signedAtMs: NOW + 1 })])).toBe('none')
    expect(due([signed({ signedAtMs: NOW })])).toBeNull()
  })
})

describe('how long consent lasts', () => {
  it('twelve months on the calendar of the clinic, to the minute', () => {
    const paper = [signed({ signedAtMs: at('2025-11-26T09:00:00Z') })]
    expect(due(paper, { nowMs: NOW - 1 })).toBeNull()
    expect(due(paper, { nowMs: NOW })).toBe('expired')
  })

  it('over a change of the clock the same hour of the day counts', () => {
    const paper = [signed({ signedAtMs: at('2026-03-28T10:00:00Z') })]
    const oneMonth = { policy: { validMonths: 1, textVersion: '2026-1', changedSince: {} } }
    expect(due(paper, { ...oneMonth, nowMs: at('2026-04-28T08:59:00Z') })).toBeNull()
    expect(due(paper, { ...oneMonth, nowMs: at('2026-04-28T09:00:00Z') })).toBe('expired')
  })

  it('signed on 29 February it lasts to 28 February', () => {
    const paper = [signed({ signedAtMs: at('2028-02-29T09:00:00Z') })]
    expect(due(paper, { nowMs: at('2029-02-28T08:59:00Z') })).toBeNull()
    expect(due(paper, { nowMs: at('2029-02-28T09:00:00Z') })).toBe('expired')
  })

  it('an old paper beside a new one does no harm', () => {
    expect(due([signed({ signedAtMs: at('2020-01-01T09:00:00Z') }), signed()])).toBeNull()
  })
})

describe('taking consent back', () => {
  it('makes it due again', () => {
    expect(due([signed({ withdrawnAtMs: at('2026-05-01T09:00:00Z') })])).toBe('withdrawn')
  })

  it('does not bring an older paper back to life', () => {
    const older = signed({ signedAtMs: at('2026-01-05T09:00:00Z') })
    const newer = signed({ withdrawnAtMs: at('2026-05-01T09:00:00Z') })
    expect(due([older, newer])).toBe('withdrawn')
  })

  it('ends with a new signature', () => {
    const withdrawn = signed({ withdrawnAtMs: at('2026-05-01T09:00:00Z') })
    expect(due([withdrawn, signed({ signedAtMs: at('2026-06-01T09:00:00Z') })])).toBeNull()
  })

  it('concerns one technique only', () => {
    const other = signed({ technique: 'body-acupuncture', withdrawnAtMs: at('2026-05-01T09:00:00Z') })
    expect(due([other, signed()])).toBeNull()
  })
})
