import { describe, expect, it } from 'vitest'
import { emergencyNumbers, emergencyPhoneFor } from '#domain/contact/emergency-number.ts'

describe('the number for an emergency', () => {
  it('is that of the clinic’s country for whoever lives there', () => {
    expect(emergencyNumbers('112', null)).toEqual(['112'])
    expect(emergencyNumbers('112', 'Europe/Vienna')).toEqual(['112'])
    expect(emergencyNumbers('911', 'America/Indiana/Knox')).toEqual(['911'])
  })

  it.each([
    ['Europe/London', '999'],
    ['America/Los_Angeles', '911'],
    ['Australia/Perth', '000'],
    ['Pacific/Auckland', '111'],
  ])('is that of their own country first for who lives in %s, and then the clinic’s', (zone, number) => {
    expect(emergencyNumbers('112', zone)).toEqual([number, '112'])
  })

  it('is what mobiles know where nobody knows better', () => {
    expect(emergencyPhoneFor('911', 'Asia/Tokyo')).toBe('112 / 911')
  })
})
