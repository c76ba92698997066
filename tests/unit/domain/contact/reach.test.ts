import { describe, expect, it } from 'vitest'
import { type ContactChoice, mayCome, mayNameTreatment, type Reach, wayTo } from '#domain/contact/reach.ts'

const said = (
  channel: ContactChoice['channel'],
  purpose: ContactChoice['purpose'],
  agrees: boolean,
  atMs: number,
): ContactChoice => ({ channel, purpose, agrees, atMs })

const agreed = said('sms', 'all', true, 1)
const person: Reach = {
  ...{ email: 'bjork@example.org', phone: { number: '+491713920011', kind: 'mobile' }, phoneKind: null },
  ...{ preferred: null, choices: [agreed], textsAreSetUp: true },
}
const way = (change: Partial<Reach>, purpose: 'care' | 'visits' | null = 'care') =>
  wayTo({ ...person, ...change }, purpose)

describe('how a person is reached', () => {
  it('as they prefer, else by mail, else by text', () => {
    expect(way({})).toMatchObject({ channel: 'email', address: 'bjork@example.org' })
    expect(way({ preferred: 'sms' })).toMatchObject({ channel: 'sms', address: '+491713920011' })
    expect(way({ email: null })).toMatchObject({ channel: 'sms' })
    expect(way({ preferred: 'sms', phone: null })).toMatchObject({ channel: 'email' })
  })

  it('by text only who agreed to texts: others see them on a locked telephone', () => {
    expect(way({ email: null, choices: [] })).toEqual({ reached: false, reason: 'not-agreed' })
    expect(way({ preferred: 'sms', choices: [] })).toMatchObject({ channel: 'email' })
  })

  it('not at a landline, unless staff know that it takes texts; a mobile that is none is theirs to say, too', () => {
    const landline = { number: '+493023125011', kind: 'landline' } as const
    expect(way({ email: null, phone: landline })).toEqual({ reached: false, reason: 'landline' })
    expect(way({ email: null, phone: landline, phoneKind: 'mobile' })).toMatchObject({ channel: 'sms' })
    expect(way({ email: null, phoneKind: 'landline' })).toMatchObject({ reason: 'landline' })
  })

  it('by nothing: who gave no address, or a telephone where the clinic writes no texts', () => {
    expect(way({ email: ' ', phone: null })).toEqual({ reached: false, reason: 'no-address' })
    expect(way({ email: null, textsAreSetUp: false })).toEqual({ reached: false, reason: 'no-address' })
  })
})

describe('what somebody said about a channel', () => {
  it('I13: after STOP no text comes, whatever was agreed before', () => {
    expect(way({ email: null, choices: [agreed, said('sms', 'all', false, 2)] })).toMatchObject({ reason: 'stopped' })
  })

  it('I14: STOP ends texts alone, and START brings them back', () => {
    const stopped = [agreed, said('sms', 'all', false, 2)]
    expect(way({ preferred: 'sms', choices: stopped })).toMatchObject({ channel: 'email' })
    expect(way({ preferred: 'sms', choices: [...stopped, said('sms', 'all', true, 3)] })).toMatchObject({
      channel: 'sms',
    })
  })

  it('I16: one purpose is stopped by itself, and what was asked for by signing it comes all the same', () => {
    const choices = [said('email', 'visits', false, 2)]
    expect(way({ phone: null, choices }, 'visits')).toMatchObject({ reason: 'stopped' })
    expect(way({ phone: null, choices }, 'care')).toMatchObject({ channel: 'email' })
    expect(way({ phone: null, choices: [said('email', 'all', false, 2)] }, null)).toMatchObject({ channel: 'email' })
    expect(mayCome([said('email', 'all', false, 2)], 'email', 'care')).toBe('stopped')
  })

  it('an address that is somebody else’s gets nothing at all until it is put right', () => {
    const wrong = said('email', 'address', false, 2)
    for (const purpose of ['care', 'visits', null] as const)
      expect(way({ phone: null, choices: [wrong] }, purpose)).toMatchObject({ reason: 'wrong-person' })
    expect(way({ phone: null, choices: [wrong, said('email', 'address', true, 3)] })).toMatchObject({
      channel: 'email',
    })
  })

  it('of two words of one instant no counts, in whatever order they were kept', () => {
    const both = [said('email', 'care', true, 5), said('email', 'care', false, 5)]
    expect(mayCome(both, 'email', 'care')).toBe('stopped')
    expect(mayCome(both.toReversed(), 'email', 'care')).toBe('stopped')
  })

  it('a text names what was treated only if somebody agreed to that, too', () => {
    expect(mayNameTreatment([agreed])).toBe(false)
    expect(mayNameTreatment([agreed, said('sms', 'detail', true, 2)])).toBe(true)
    expect(mayNameTreatment([said('sms', 'detail', true, 2), said('sms', 'detail', false, 3)])).toBe(false)
  })
})
