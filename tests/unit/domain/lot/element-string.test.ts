import { describe, expect, it } from 'vitest'
import { splitElements } from '#domain/lot/element-string.ts'
import { valueFault } from '#domain/lot/element-value.ts'
import { AI_RULES, type AiRule } from '#domain/lot/gs1-table.ts'

const TODAY = '2026-11-26'
const GS = '\x1d'

const rule = (ai: string): AiRule => {
  const found = AI_RULES.get(ai)
  if (!found) throw new Error(ai)
  return found
}

const fault = (ai: string, value: string) => valueFault(rule(ai), value, TODAY)

describe('the value of one element', () => {
  it.each([
    ['01', '10614141200013'],
    ['10', 'A'],
    ['10', `${'a'.repeat(19)}/`],
    ['17', '281000'],
    ['30', '00000001'],
    ['253', '4006381333931'],
    ['253', '4006381333931DOC-7'],
    ['421', '276D-10115'],
    ['427', 'BE'],
    ['4309', '02790858483015297971'],
    ['4330', '008400'],
    ['4330', '008400-'],
    ['7003', '2810310900'],
    ['7007', '281031'],
    ['7007', '281031281101'],
    ['7011', '2810310900'],
    ['7040', '1ABC'],
    ['8003', '04006381333931'],
    ['8003', '04006381333931S-1'],
    ['8008', '28103109'],
    ['8008', '281031090530'],
    ['8010', 'A#1/2'],
    ['8030', 'a_B-9='],
    ['99', 'Z'.repeat(90)],
  ])('(%s)%s keeps its rule', (ai, value) => {
    expect(fault(ai, value)).toBeNull()
  })

  it.each([
    ['01', '1061414120001', 'too-short', 13],
    ['01', '1061414120001A', 'bad-character', 13],
    ['01', '10614141200012', 'check-digit', 0],
    ['01', '106141412000133', 'too-long', 14],
    ['10', '', 'too-short', 0],
    ['10', 'A@', 'bad-character', 1],
    ['10', 'A\u00e4', 'bad-character', 1],
    ['17', '281131', 'bad-date', 0],
    ['253', '4006381333930', 'check-digit', 0],
    ['253', `4006381333931${'D'.repeat(18)}`, 'too-long', 30],
    ['421', '27', 'too-short', 2],
    ['421', '276', 'too-short', 3],
    ['421', 'DE1', 'bad-character', 0],
    ['7003', '281031', 'too-short', 6],
    ['7003', '2810310960', 'bad-date', 6],
    ['7003', '2810000900', 'bad-date', 0],
    ['7007', '28103128', 'too-short', 8],
    ['7007', '281031281131', 'bad-date', 6],
    ['8010', 'a', 'bad-character', 0],
    ['8030', 'a b', 'bad-character', 1],
  ])('(%s)%s is %s at %i', (ai, value, reason, offset) => {
    expect(fault(ai, value)).toMatchObject({ reason, offset })
  })

  it('a later field that is wrong is pointed at where it stands', () => {
    expect(fault('7003', '281031XX00')).toMatchObject({ reason: 'bad-character', offset: 6, detail: 'not-a-digit' })
    expect(fault('7040', '1A C')).toMatchObject({ offset: 2, detail: 'space' })
  })
})

describe('splitting a message into elements', () => {
  const split = (text: string) => splitElements(text, TODAY)

  it('nothing has no elements', () => {
    expect(split('')).toEqual({ ok: true, elements: [], warnings: [] })
    expect(split(GS)).toEqual({ ok: true, elements: [], warnings: [] })
  })

  it('an element of predefined length ends by itself, any other at the separator or the end', () => {
    expect(split(`17281031${'10AB'}${GS}2001`)).toEqual({
      ok: true,
      elements: [
        { ai: '17', value: '281031' },
        { ai: '10', value: 'AB' },
        { ai: '20', value: '01' },
      ],
      warnings: [],
    })
  })

  it('the message after an element of predefined length is read on from there, whatever it looks like', () => {
    expect(split('2017172810310')).toMatchObject({ ok: false, reason: 'unknown-ai', at: 12, ai: '0' })
    expect(split('201717281031')).toMatchObject({ ok: true })
  })

  it('K1: the longest lot that still leaves room for a whole expiry date is doubted, one digit less is not', () => {
    expect(split(`10${'A'.repeat(12)}17281031`)).toMatchObject({ ok: false, reason: 'unsplittable', ai: '10' })
    expect(split(`10${'A'.repeat(13)}1728103`)).toMatchObject({ ok: true })
  })

  it('K1: a lot that consists of an expiry element and nothing else is a lot', () => {
    expect(split(`10${'17281031'}`)).toMatchObject({
      ok: true,
      elements: [{ ai: '10', value: '17281031' }],
      warnings: [],
    })
  })

  it('K1: what is hidden may be followed by anything that can be read', () => {
    expect(split('10LOT1728103121SER')).toMatchObject({ ok: false, reason: 'unsplittable' })
    expect(split('10LOT17281031zz')).toMatchObject({ ok: true, warnings: [] })
  })

  it('K1: best-before and packing dates that may hide in a lot are pointed out, not refused', () => {
    expect(split('10LOT15281031')).toMatchObject({ ok: true, warnings: [{ ai: '10', hiddenAi: '15' }] })
    expect(split('10LOT13280901')).toMatchObject({ ok: true, warnings: [{ ai: '10', hiddenAi: '13' }] })
  })

  it('K2: an article number may hide as well', () => {
    expect(split('21SN0110614141200013')).toMatchObject({ warnings: [{ ai: '21', hiddenAi: '01' }] })
    expect(split('21SN0110614141200014')).toMatchObject({ warnings: [] })
  })

  it('K2: what is present elsewhere does not hide', () => {
    expect(split('011061414120001321SN0110614141200013')).toMatchObject({ ok: true, warnings: [] })
  })

  it('too much for any lot is too long when nothing in it can be recognised', () => {
    expect(split(`10${'AB'.repeat(15)}`)).toMatchObject({ ok: false, reason: 'too-long', at: 22 })
    expect(split(`10${'A'.repeat(25)}17281031`)).toMatchObject({ ok: false, reason: 'unsplittable', at: 2 })
  })
})
