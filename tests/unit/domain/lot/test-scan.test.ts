import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseScan } from '#domain/lot/gs1.ts'
import { judgeTestScan, TEST_CONTENT } from '#domain/lot/test-scan.ts'

const GS = '\x1d'
const [HEAD = '', TAIL = ''] = TEST_CONTENT.split(GS)
const on = (keys: Readonly<Record<string, string>>, text = TEST_CONTENT) =>
  [...text].map((character) => keys[character] ?? character).join('')

const GERMAN = { '-': 'ß', '/': '-', _: '?', y: 'z', z: 'y', Y: 'Z', Z: 'Y' }

describe('the code that tries out a scanner', () => {
  it('is a label like any other', () => {
    expect(parseScan(TEST_CONTENT, { today: '2026-11-26' })).toMatchObject({
      ...{ gtin14: '00614141999996', lotNumber: 'Qy-12/Zw_a', expiryDate: '2028-10-31', serial: '7M' },
    })
  })

  it.each(['', ']d2', ']C1', ']Q3'])('is right with the prefix %j and whatever ends it', (prefix) => {
    for (const end of ['', '\r', '\r\n', '\t'])
      expect(judgeTestScan(`${prefix}${TEST_CONTENT}${end}`)).toEqual({ kind: 'right' })
  })

  it('K5: a separator that arrives as something else is understood, learned, or cannot be told from the label', () => {
    const sentAs = (sent: string, known: readonly string[] = []) => judgeTestScan(`${HEAD}${sent}${TAIL}`, known)
    expect(sentAs('|')).toEqual({ kind: 'separator-known', sent: '|' })
    expect(sentAs('<GS>')).toEqual({ kind: 'separator-known', sent: '<GS>' })
    expect(sentAs('§')).toEqual({ kind: 'separator-new', sent: '§' })
    expect(sentAs('§', ['§'])).toEqual({ kind: 'separator-known', sent: '§' })
    expect(sentAs(' ')).toEqual({ kind: 'separator-unclear', sent: ' ' })
    expect(sentAs('F8')).toEqual({ kind: 'separator-unclear', sent: 'F8' })
  })

  it('K1, K2: a separator that is lost is said to be lost', () => {
    expect(judgeTestScan(HEAD + TAIL)).toEqual({ kind: 'separator-lost' })
  })

  it('K8: caps lock is told from the letters', () => {
    const swapped = [...TEST_CONTENT].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join('')
    expect(judgeTestScan(`]D2${swapped}`)).toEqual({ kind: 'caps-lock' })
  })

  it('K8: the keyboard is told from the signs that changed, with and without the separator', () => {
    for (const text of [on(GERMAN), on(GERMAN).replace(GS, ''), `+d2${on(GERMAN)}`])
      expect(judgeTestScan(text), text).toMatchObject({ kind: 'layout', layout: 'german' })
    const changes = [
      ['-', 'ß'],
      ['Z', 'Y'],
    ]
    expect(judgeTestScan(on(GERMAN))).toMatchObject({ changed: expect.arrayContaining(changes) })
    expect(judgeTestScan(on({ '-': "'", '/': '-', _: '?' }))).toMatchObject({ layout: 'southern' })
    const french = { '0': 'à', '1': '&', '2': 'é', '3': '"', '4': "'", '6': '-', '7': 'è', '8': '_', '9': 'ç' }
    const letters = { '-': ')', '/': '!', _: '°', a: 'q', Q: 'A', w: 'z', Z: 'W', M: '?' }
    expect(judgeTestScan(on({ ...french, ...letters }))).toMatchObject({ layout: 'french' })
    expect(judgeTestScan(on({ '-': '¤' }))).toMatchObject({ layout: 'other', changed: [['-', '¤']] })
  })

  it('K7: what the scanner adds is named', () => {
    expect(judgeTestScan(`XY${TEST_CONTENT}Z`)).toEqual({ kind: 'extra', before: 'XY', after: 'Z' })
  })

  it('a code that is cut off, and another code, are said to be that', () => {
    expect(judgeTestScan(TEST_CONTENT.slice(0, 20))).toEqual({ kind: 'cut-off' })
    expect(judgeTestScan(']E04006381333931')).toEqual({ kind: 'other-code' })
    expect(judgeTestScan('')).toEqual({ kind: 'other-code' })
  })

  it('anything at all is answered', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (raw) => {
        expect(judgeTestScan(raw).kind).toBeTypeOf('string')
      }),
      { seed: 20261126, numRuns: 200 },
    )
  })
})
