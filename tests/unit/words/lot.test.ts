import { describe, expect, it } from 'vitest'
import { parseScan } from '#domain/lot/gs1.ts'
import { AI_RULES } from '#domain/lot/gs1-table.ts'
import type { ScanDetail, ScanReason, ScanRefusal } from '#domain/lot/scan.ts'
import type { GateRefusal } from '#domain/lot/stock.ts'
import { lotRefusalWords, scanRefusalWords, scanWarningWords } from '#words/lot.ts'
import { wordsOf } from '../../support/words.ts'

const en = wordsOf('en')
const de = wordsOf('de')

const named = { ok: false, lotId: 'l', lotNumber: '24H07A', productName: 'Heron DN 0.30×50' } as const

const refusals: GateRefusal[] = [
  { ...named, reason: 'recalled' },
  { ...named, reason: 'quarantined' },
  { ...named, reason: 'expired', expiryDate: '2026-10-31' },
  { ...named, reason: 'empty' },
  { ...named, reason: 'not-enough', onHand: 5, quantity: 8 },
  { ok: false, reason: 'same-scan-twice' },
  { ok: false, reason: 'no-article' },
  { ok: false, reason: 'unknown-product', code: '10614141200013' },
  { ok: false, reason: 'wrong-product', productName: 'Heron DN 0.30×50', expectedName: 'Kestrel J 0.25×40' },
  { ok: false, reason: 'no-lot-number', productName: 'Heron DN 0.30×50' },
  { ok: false, reason: 'unknown-lot', productName: 'Heron DN 0.30×50', lotNumber: '24H07A' },
  { ...named, reason: 'other-expiry', labelDate: '2028-10-31', recordDate: '2029-10-31' },
]

describe('the words for a box that may not be used', () => {
  it('name the product, the lot and the reason', () => {
    expect(lotRefusalWords(refusals[0]!, en)).toEqual({
      title: 'Recalled: do not use',
      text: 'Heron DN 0.30×50, lot 24H07A, has been recalled. Put the box aside and take another lot.',
    })
    expect(lotRefusalWords(refusals[2]!, en)).toEqual({
      title: 'Expired: do not use',
      text: 'Heron DN 0.30×50, lot 24H07A, could be used until 31 October 2026. Take another lot.',
    })
    expect(lotRefusalWords(refusals[2]!, de).text).toBe(
      'Heron DN 0.30×50, Charge 24H07A, war bis 31. Oktober 2026 verwendbar. Eine andere Charge nehmen.',
    )
  })

  it('count needles in the language of the reader', () => {
    expect(lotRefusalWords(refusals[4]!, en).text).toContain('8 needles wanted, 5 left')
    const one: GateRefusal = { ...named, reason: 'not-enough', onHand: 0, quantity: 1 }
    expect(lotRefusalWords(one, de).text).toContain('1 Nadel gewünscht')
  })

  it('say both dates when label and stock differ', () => {
    const { text } = lotRefusalWords(refusals.at(-1)!, en)
    expect(text).toContain('31 October 2028')
    expect(text).toContain('31 October 2029')
  })

  it('exist for every reason in every language, with everything the refusal knows in them', () => {
    for (const context of [en, de]) {
      for (const refusal of refusals) {
        const { title, text } = lotRefusalWords(refusal, context)
        expect(title).not.toBe('')
        for (const name of ['productName', 'lotNumber', 'expectedName', 'code'] as const) {
          if (name in refusal) expect(text).toContain(Object(refusal)[name])
        }
      }
    }
  })
})

describe('the words for a label that cannot be read', () => {
  const refused = (raw: string): ScanRefusal => {
    const result = parseScan(raw, { today: '2026-11-26' })
    if (result.ok) throw new Error(raw)
    return result
  }

  it('K1: say that the separator after the lot is missing and how to go on', () => {
    expect(scanRefusalWords(refused('1021072911172405310100693570007182'), en.t).text).toBe(
      'There is no separator after the lot number, so nobody can tell where it ends. Check the scanner’s settings, or type article number, lot and expiry date by hand.'.replace(
        '’',
        "'",
      ),
    )
  })

  it('K13: name the field and what is wrong with it', () => {
    expect(scanRefusalWords(refused(`011061414120001317281331`), en.t).text).toBe(
      'The expiry date is not a date: there is no such month. Scan the box again.',
    )
    expect(scanRefusalWords(refused(`011061414120001317280431`), de.t).text).toContain('Verfallsdatum')
  })

  it('K8: tell the two ways a keyboard can be wrong apart', () => {
    expect(scanRefusalWords(refused('01½'), en.t).text).toContain('another keyboard')
    expect(scanRefusalWords(refused(']D20110614141200013'), en.t).text).toContain('caps lock')
  })

  it('K19: name both fields of a pair that excludes itself', () => {
    expect(scanRefusalWords(refused('01106141412000133710'), en.t).text).toContain('01 and 37')
  })

  it('say at which character something foreign stands', () => {
    expect(scanRefusalWords(refused('0110614141200013172810311024#07'), en.t).text).toContain('character 29')
  })

  it('exist for every reason and every detail in every language and begin with a capital', () => {
    const reasons: Record<ScanReason, true> = {
      empty: true,
      'check-digit': true,
      'unknown-ai': true,
      'missing-separator': true,
      unsplittable: true,
      'bad-date': true,
      'bad-character': true,
      'keyboard-layout': true,
      'too-long': true,
      'too-short': true,
      'invalid-pair': true,
      'repeated-ai': true,
      'no-identifier': true,
      'not-a-label': true,
    }
    const details: Record<ScanDetail, true> = {
      'control-character': true,
      bracket: true,
      space: true,
      'lower-case': true,
      'not-a-digit': true,
      'caps-lock': true,
      month: true,
      day: true,
      time: true,
      'percent-code': true,
    }
    for (const { t } of [en, de]) {
      for (const reason of Object.keys(reasons) as ScanReason[]) {
        for (const detail of [undefined, ...(Object.keys(details) as ScanDetail[])]) {
          const { text } = scanRefusalWords({ ok: false, reason, at: 4, ai: '10', otherAi: '37', detail }, t)
          expect(text).toMatch(/^[A-ZÄÖÜ].*[.]$/)
        }
      }
    }
  })

  it('a field the clinic never uses is named by its number', () => {
    for (const ai of AI_RULES.keys()) {
      const { text } = scanRefusalWords({ ok: false, reason: 'too-short', at: 0, ai }, en.t)
      expect(text.includes(`field ${ai}`) || /article|lot|date|serial|count/.test(text), ai).toBe(true)
    }
    expect(scanRefusalWords({ ok: false, reason: 'too-long', at: 1000 }, en.t).text).toMatch(/^The label is longer/)
  })
})

describe('the words about labels and lots', () => {
  it('K2: a doubt names both fields', () => {
    const warning = { code: 'possible-missing-separator', ai: '21', hiddenAi: '11' } as const
    expect(scanWarningWords(warning, en.t)).toBe(
      'The serial number may hold the production date as well, because a separator got lost. Compare it with the box.',
    )
  })

  it('a number that nobody knows is said after the word for a lot', () => {
    const unknown: GateRefusal = { ...named, reason: 'recalled', lotNumber: null }
    expect(lotRefusalWords(unknown, en).text).toContain('Heron DN 0.30×50, lot of unknown number, has been recalled')
    expect(lotRefusalWords(unknown, de).text).toContain('Charge unbekannter Nummer, wurde zurückgerufen')
  })
})
