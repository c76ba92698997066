import { describe, expect, it } from 'vitest'
import { type AlertPhone, alertChannels, alertNumber, ENDINGS } from '#domain/contact/alerted.ts'

const phone: AlertPhone = { number: '+491751112233', byText: true, endedBy: null }

describe('an alert to who works here', () => {
  it('comes by mail whatever else is so', () => {
    for (const one of [null, phone, { ...phone, byText: false }])
      for (const textsAreSetUp of [true, false]) expect(alertChannels(one, textsAreSetUp)[0]).toBe('email')
  })

  it('comes by text as well to whoever wants it at a number that takes texts, where the clinic writes them', () => {
    expect(alertChannels(phone, true)).toEqual(['email', 'sms'])
    expect(alertNumber(phone, true)).toBe('+491751112233')
    expect(alertChannels(phone, false)).toEqual(['email'])
    expect(alertChannels({ ...phone, byText: false }, true)).toEqual(['email'])
    expect(alertChannels({ ...phone, number: null }, true)).toEqual(['email'])
    for (const endedBy of ENDINGS) expect(alertNumber({ ...phone, endedBy }, true)).toBeNull()
  })
})
