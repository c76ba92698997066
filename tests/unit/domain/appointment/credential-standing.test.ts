import { describe, expect, it } from 'vitest'
import type { Credential } from '#domain/appointment/credential.ts'
import { credentialStanding } from '#domain/appointment/credential-standing.ts'

const TODAY = '2026-11-26'
const licence = (more: Partial<Credential> = {}): Credential => ({
  jurisdiction: 'DE',
  techniques: ['deep-dry-needling'],
  validFrom: '2020-01-01',
  validUntil: null,
  ...more,
})
const standing = (credentials: readonly Credential[], technique = 'deep-dry-needling' as const) =>
  credentialStanding(technique, credentials, 'DE', TODAY)

describe('how a practitioner stands with a technique', () => {
  it('is bookable until the last day of the licence, that day included', () => {
    expect(standing([licence()])).toEqual({ state: 'bookable', until: null, endsSoon: false })
    const ends = (validUntil: string) => standing([licence({ validUntil })])
    expect(ends(TODAY)).toEqual({ state: 'bookable', until: TODAY, endsSoon: true })
    expect(ends('2026-11-25')).toEqual({ state: 'not-bookable', because: 'expired', from: null })
  })

  it('is told of in the last two months, not earlier', () => {
    const ends = (validUntil: string) => standing([licence({ validUntil })])
    expect(ends('2027-01-25')).toMatchObject({ endsSoon: true })
    expect(ends('2027-01-26')).toMatchObject({ endsSoon: false })
  })

  it('goes on when the next licence begins the day after, and ends at a gap of one day', () => {
    const first = licence({ validUntil: '2026-12-31' })
    const follows = (validFrom: string) => standing([licence({ validFrom, validUntil: '2027-12-31' }), first])
    expect(follows('2027-01-01')).toMatchObject({ until: '2027-12-31', endsSoon: false })
    expect(follows('2027-01-02')).toMatchObject({ until: '2026-12-31', endsSoon: true })
  })

  it('a shorter licence beside a longer one ends nothing', () => {
    expect(standing([licence(), licence({ validUntil: '2026-12-01' })])).toMatchObject({ until: null })
  })

  it('is unknown where nothing is on file, and says from when where something will be', () => {
    expect(standing([])).toEqual({ state: 'not-bookable', because: 'unknown', from: null })
    const coming = licence({ validFrom: '2027-02-01' })
    expect(standing([coming])).toEqual({ state: 'not-bookable', because: 'not-yet-valid', from: '2027-02-01' })
    expect(standing([licence({ validUntil: '2026-01-01' }), coming])).toEqual({
      state: 'not-bookable',
      because: 'expired',
      from: '2027-02-01',
    })
  })

  it('knows another country and another technique apart', () => {
    expect(standing([licence({ jurisdiction: 'AT' })])).toMatchObject({ because: 'other-jurisdiction' })
    expect(standing([licence({ techniques: ['body-acupuncture'] })])).toMatchObject({ because: 'not-granted' })
  })
})
