import { describe, expect, it } from 'vitest'
import { readPhone } from '#domain/contact/phone.ts'

describe('a telephone number', () => {
  it.each([
    ['0171 3920011', 'DE', '+491713920011', 'mobile'],
    ['+49 (0)171-3920011', 'DE', '+491713920011', 'mobile'],
    ['0049171/3920011', 'AT', '+491713920011', 'mobile'],
    ['030 23125 011', 'DE', '+493023125011', 'landline'],
    ['07700 900123', 'GB', '+447700900123', 'mobile'],
    ['020 7946 0123', 'GB-SCT', '+442079460123', 'landline'],
    ['(415) 555-0123', 'US-CA', '+14155550123', 'unknown'],
    ['+81 3 1234 5678', 'DE', '+81312345678', 'unknown'],
  ])('%s in %s is %s, a %s', (typed, country, number, kind) => {
    expect(readPhone(typed, country)).toEqual({ number, kind })
  })

  it('that nobody can be called by is none', () => {
    for (const typed of [null, '', 'ask her mother', '12', '+49 171 392 00 11 or 12', '+0171 3920011', '0171x3920011'])
      expect(readPhone(typed, 'DE')).toBeNull()
    expect(readPhone('0171 3920011', 'XX')).toBeNull()
  })
})
