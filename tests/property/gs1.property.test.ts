import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gtin14Of, hasCheckDigit, hibcCheckCharacter } from '#domain/lot/check-digit.ts'
import { parseScan } from '#domain/lot/gs1.ts'
import { AI_RULES, type Field, FORBIDDEN_PAIRS } from '#domain/lot/gs1-table.ts'
import type { ScanElement } from '#domain/lot/scan.ts'

const GS = '\x1d'
const options = { today: '2026-11-26' }
const seed = { seed: 20261126 }

const characters = (set: string, min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...set), minLength: min, maxLength: max })

const DIGITS = '0123456789'
const TEXT = `!"%&'()*+,-./${DIGITS}:;=?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`

const withCheckDigit = (length: number) =>
  characters(DIGITS, length - 1, length - 1).map(
    (body) => [...DIGITS].map((digit) => body + digit).find(hasCheckDigit) ?? '',
  )

const dateDigits = (zeroDay: boolean) =>
  fc
    .tuple(
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: zeroDay ? 0 : 1, max: 28 }),
    )
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''))

const timeDigits = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''))

const SETS: Record<Field['kind'], string> = { digits: DIGITS, text: TEXT, code39: '#-/0189AZ', base64: 'aZ09-_=' }

const fieldValue = (field: Field): fc.Arbitrary<string> => {
  if (field.check === 'check-digit') return withCheckDigit(field.max)
  if (field.check === 'time') return timeDigits
  if (field.check !== null) return dateDigits(field.check === 'date-or-month')
  return characters(SETS[field.kind], field.min, field.max)
}

const element = fc
  .constantFrom(...AI_RULES.values())
  .chain((rule) =>
    fc.tuple(...rule.fields.map(fieldValue)).map((parts): ScanElement => ({ ai: rule.ai, value: parts.join('') })),
  )

const clash = (elements: readonly ScanElement[]): boolean =>
  FORBIDDEN_PAIRS.some(([a, b]) => elements.some(({ ai }) => ai === a) && elements.some(({ ai }) => ai === b))

const label = fc
  .uniqueArray(element, { selector: ({ ai }) => ai, minLength: 1, maxLength: 6 })
  .filter((elements) => !clash(elements))

const encode = (elements: readonly ScanElement[], separator: string): string =>
  elements.map(({ ai, value }) => ai + value + (AI_RULES.get(ai)?.predefined ? '' : separator)).join('')

describe('GS1 labels in general', () => {
  it('whatever a label is made of is read back, with every form of the separator', () => {
    fc.assert(
      fc.property(label, fc.constantFrom(GS, '␝', '|', '^', '{GS}'), (elements, separator) => {
        // Values of all 82 characters may look like `<GS>`; the other forms cannot stand in a value.
        const scan = parseScan(`]d2${encode(elements, separator)}`, options)
        // A last lot that ends like an element is refused on purpose unless separators are proved to be sent.
        if (!scan.ok) expect([scan.reason, scan.ai]).toEqual(['unsplittable', '10'])
        else expect(scan.elements).toEqual(elements)
      }),
      seed,
    )
  })

  it('the text under the barcode says the same as the barcode', () => {
    fc.assert(
      fc.property(label, (elements) => {
        const typed = elements.map(({ ai, value }) => `(${ai})${value.replaceAll('(', '\\(')}`).join('')
        expect(parseScan(typed, options)).toMatchObject({ ok: true, elements })
      }),
      seed,
    )
  })

  it('order does not change what a label says', () => {
    fc.assert(
      fc.property(label, (elements) => {
        const forth = parseScan(`]d2${GS}${encode(elements, GS)}${GS}`, options)
        const back = parseScan(`]d2${GS}${encode(elements.toReversed(), GS)}${GS}`, options)
        if (forth.ok && back.ok) {
          const { gtin14, lotNumber, expiryDate, productionDate, serial } = forth
          expect(back).toMatchObject({ gtin14, lotNumber, expiryDate, productionDate, serial })
        }
      }),
      seed,
    )
  })

  it('K1: a label whose separators were lost never yields another lot without a word', () => {
    const lotLabel = fc.tuple(characters('ABC0123456789', 1, 12), dateDigits(true), withCheckDigit(14))
    fc.assert(
      fc.property(lotLabel, ([lotNumber, expiry, gtin]) => {
        const scan = parseScan(`]d210${lotNumber}17${expiry}01${gtin}`, options)
        expect(scan).toMatchObject({ ok: false, reason: 'unsplittable', ai: '10' })
      }),
      seed,
    )
  })

  it('one changed digit of an article number is always noticed', () => {
    fc.assert(
      fc.property(withCheckDigit(14), fc.nat(13), fc.integer({ min: 1, max: 9 }), (gtin, at, by) => {
        const digit = (Number(gtin[at]) + by) % 10
        const misread = gtin.slice(0, at) + digit + gtin.slice(at + 1)
        expect(gtin14Of(misread)).toBeNull()
        expect(parseScan(`]d201${misread}`, options)).toMatchObject({ ok: false, reason: 'check-digit' })
      }),
      seed,
    )
  })

  it('K16: zeros in front never make another article', () => {
    fc.assert(
      fc.property(withCheckDigit(12), (upc) => {
        const numbers = [upc, `0${upc}`, `00${upc}`].map(gtin14Of)
        expect(new Set(numbers)).toEqual(new Set([`00${upc}`]))
      }),
      seed,
    )
  })
})

describe('a label that is damaged in one place', () => {
  const damage = fc.record({
    how: fc.constantFrom('replaced', 'lost', 'added', 'swapped'),
    at: fc.nat(80),
    by: fc.constantFrom(...`${DIGITS}ABCxyz-/ #ß\r`, GS, '[', ']'),
  })
  const damaged = (text: string, { how, at, by }: { how: string; at: number; by: string }): string => {
    const place = at % text.length
    const [before, here, after] = [text.slice(0, place), text.charAt(place), text.slice(place + 1)]
    if (how === 'replaced') return before + by + after
    if (how === 'lost') return before + after
    if (how === 'added') return before + by + here + after
    return before + after.charAt(0) + here + after.slice(1)
  }

  it('K1, K2, K7, K13, K14, K20: is refused with reason and place, or every character that was read stands in an element', () => {
    fc.assert(
      fc.property(label, damage, (elements, change) => {
        const text = damaged(encode(elements, GS), change)
        const result = parseScan(`]d2${text}`, options)
        if (!result.ok) {
          expect(result.reason).not.toBe('')
          expect(result.at).toBeGreaterThanOrEqual(0)
          expect(result.at).toBeLessThanOrEqual(text.length + 3)
          return
        }
        // nothing is dropped, mended or made up: what was read is what was sent
        const kept = result.elements.map(({ ai, value }) => ai + value).join('')
        const lineEnd = /[\r\n\t\0\uFEFF]+$/
        expect(kept).toBe(text.replace(lineEnd, '').replaceAll(GS, ''))
        for (const { ai, value } of result.elements)
          expect(AI_RULES.get(ai)?.maxLength).toBeGreaterThanOrEqual(value.length)
      }),
      { ...seed, numRuns: 3000 },
    )
  })

  it('K16: is never another article', () => {
    const box = withCheckDigit(14)
    fc.assert(
      fc.property(box, damage, (gtin, { at, by }) => {
        const misread = damaged(gtin, { how: 'replaced', at: at % 14, by })
        const result = parseScan(`01${misread}10LOT`, options)
        if (result.ok) expect(result.gtin14).toBe(gtin)
      }),
      { ...seed, numRuns: 1000 },
    )
  })

  it('of HIBC is noticed by its check character', () => {
    const parts = fc.tuple(characters('ABC0123', 1, 10), dateDigits(false), characters('ABC0123', 1, 10))
    fc.assert(
      fc.property(parts, damage, ([product, expiry, lot], { at, by }) => {
        const open = `+Z123${product}1/$$3${expiry}${lot}`
        const closed = open + hibcCheckCharacter(open)
        const misread = damaged(closed, { how: 'replaced', at: 1 + (at % (closed.length - 1)), by })
        const result = parseScan(misread, options)
        if (result.ok) expect(misread.replace(/[\r]+$/, '')).toBe(closed)
        else expect(result.at).toBeLessThanOrEqual(misread.length)
      }),
      { ...seed, numRuns: 1000 },
    )
  })
})

describe('HIBC labels in general', () => {
  it('article, date and lot are read back', () => {
    const parts = fc.record({
      product: characters('ABCXYZ0123456789', 1, 18),
      level: characters(DIGITS, 1, 1),
      lotNumber: characters('ABCXYZ0123456789', 1, 18),
      expiry: dateDigits(false),
    })
    fc.assert(
      fc.property(parts, ({ product, level, lotNumber, expiry }) => {
        const text = `+Z123${product}${level}/$$3${expiry}${lotNumber}`
        expect(parseScan(text + hibcCheckCharacter(text), options)).toMatchObject({
          ok: true,
          lotNumber,
          hibc: { labeler: 'Z123', product, unitOfMeasure: level },
        })
      }),
      seed,
    )
  })
})

describe('anything a scanner or a keyboard may send', () => {
  const pieces = fc.constantFrom(
    ...['01', '10', '17', '21', '(', ')', '+', '$$', '/', '%', '*', ']d2', ']C1', GS, '<GS>', '|', '\r\n', 'https://'],
    ...['281031', '10614141200013', 'LOT', 'ß', '\u{1f489}', ' ', '\\', '?', '#', '=', '0', '9', '7003', '255'],
  )
  const anything = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(pieces, { maxLength: 14 }).map((list) => list.join('')),
  )

  it('is read or refused, never crashes, and a refusal points into it', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const result = parseScan(raw, options)
        if (result.ok) {
          for (const date of [result.expiryDate, result.productionDate]) {
            if (date !== null) expect(Temporal.PlainDate.from(date).toString()).toBe(date)
          }
          if (result.gtin14 !== null) expect(gtin14Of(result.gtin14)).toBe(result.gtin14)
          expect(result.lotNumber?.length ?? 0).toBeLessThanOrEqual(20)
        } else {
          expect(result.at).toBeGreaterThanOrEqual(0)
          expect(result.at).toBeLessThanOrEqual(raw.length)
        }
      }),
      { ...seed, numRuns: 3000 },
    )
  })

  it('a lot is never longer than GS1 allows nor holds a sign that no label has', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (list) => {
        const result = parseScan(`10${list.join('')}`, options)
        if (result.ok && result.kind === 'gs1') expect(result.lotNumber ?? 'A').toMatch(/^[!"%-?A-Z_a-z]{1,20}$/)
      }),
      { ...seed, numRuns: 1000 },
    )
  })
})
