import { describe, expect, it } from 'vitest'
import { type Credential, mayPerform } from '#domain/appointment/credential.ts'

const licence = (changes: Partial<Credential> = {}): Credential => ({
  jurisdiction: 'US-CO',
  techniques: ['deep-dry-needling', 'superficial-dry-needling'],
  validFrom: '2024-03-01',
  validUntil: '2026-11-30',
  ...changes,
})

const may = (credentials: readonly Credential[], date = '2026-11-26', jurisdiction = 'US-CO') =>
  mayPerform('deep-dry-needling', credentials, jurisdiction, date)

describe('whether a practitioner may needle', () => {
  it('is yes with a valid grant for the technique where the clinic is', () => {
    expect(may([licence()])).toEqual({ ok: true })
    expect(may([licence({ validUntil: null })], '2040-01-01')).toEqual({ ok: true })
  })

  it('is unknown when nothing is on file', () => {
    expect(may([])).toEqual({ ok: false, because: 'unknown' })
  })

  it('is no in another jurisdiction: what Colorado grants, California does not honour', () => {
    expect(may([licence()], '2026-11-26', 'US-CA')).toEqual({ ok: false, because: 'other-jurisdiction' })
  })

  it('is no for a technique that was not granted', () => {
    expect(may([licence({ techniques: ['body-acupuncture'] })])).toEqual({ ok: false, because: 'not-granted' })
  })

  it('is yes to the end of the last day and no from the next', () => {
    expect(may([licence()], '2026-11-30')).toEqual({ ok: true })
    expect(may([licence()], '2026-12-01')).toEqual({ ok: false, because: 'expired' })
  })

  it('is yes from the first day and no before it', () => {
    expect(may([licence()], '2024-03-01')).toEqual({ ok: true })
    expect(may([licence()], '2024-02-29')).toEqual({ ok: false, because: 'not-yet-valid' })
  })

  it('is yes by the renewed licence beside the expired one, and by either of two jurisdictions', () => {
    const renewed = licence({ validFrom: '2026-12-01', validUntil: '2028-11-30' })
    expect(may([licence(), renewed], '2026-12-01')).toEqual({ ok: true })
    expect(may([licence({ jurisdiction: 'US-WA' }), licence()])).toEqual({ ok: true })
  })

  it('is not put together from two licences that each lack something', () => {
    const elsewhere = licence({ jurisdiction: 'US-WA' })
    const otherTechnique = licence({ techniques: ['body-acupuncture'] })
    expect(may([elsewhere, otherTechnique])).toEqual({ ok: false, because: 'not-granted' })
    expect(may([licence(), licence({ validFrom: '2027-01-01', validUntil: null })], '2026-12-15')).toEqual({
      ok: false,
      because: 'expired',
    })
  })

  it('Z11: is yes without any licence when no needle is used', () => {
    for (const technique of [null, 'exercise-advice', 'cupping'] as const) {
      expect(mayPerform(technique, [], 'US-CA', '2026-11-26')).toEqual({ ok: true })
    }
  })
})
