import { describe, expect, it } from 'vitest'
import { firstNonHibc, gtin14Of, hasCheckDigit, hibcCheckCharacter } from '#domain/lot/check-digit.ts'
import { dateOfYyjjj, dateOfYymmdd, dateOfYyyymmdd, monthEnd, yearOf } from '#domain/lot/label-date.ts'
import { SEPARATOR, scanTextOf } from '#domain/lot/scan-text.ts'

describe('check digits', () => {
  it('every article of the demo catalogue has a right one', () => {
    const articles = [
      '00614141100019 10614141100016 50614141100014 00614141100026 10614141100023 50614141100021',
      '00614141100033 10614141100030 50614141100038 00614141200016 10614141200013 50614141200011',
      '00614141200023 10614141200020 50614141200028 00614141200030 10614141200037 50614141200035',
      '00614141300013 10614141300010 50614141300018',
    ].join(' ')
    expect(articles.split(' ').filter((article) => !hasCheckDigit(article))).toEqual([])
  })

  it('any other last digit is wrong', () => {
    const right = [...'0123456789'].filter((digit) => hasCheckDigit(`1061414120001${digit}`))
    expect(right).toEqual(['3'])
  })

  it('letters, nothing and a single digit have none', () => {
    for (const text of ['', '0', 'A', '12A4', '-1']) expect(hasCheckDigit(text), text).toBe(false)
  })

  it('only the four lengths of article numbers are padded', () => {
    expect(gtin14Of('4006381333931')).toBe('04006381333931')
    expect(gtin14Of('73513537')).toBe('00000073513537')
    for (const text of ['00', '012345678905000', '40063813339', 'ABCDEFGH']) expect(gtin14Of(text)).toBeNull()
  })

  it('HIBC counts in 43 characters', () => {
    expect(hibcCheckCharacter('+A9990001/$$3281031LOTD42')).toBe('7')
    expect(hibcCheckCharacter('+A99912345/$$52001510X3/16D20111212/S77DE1G45')).toBe('-')
    expect(hibcCheckCharacter('+a')).toBeNull()
    expect(firstNonHibc('AB_')).toBe(2)
    expect(firstNonHibc('AB-. $/+%')).toBe(-1)
  })
})

describe('years of two digits', () => {
  it('mean the nearest year: 50 ahead at most, 49 back at most', () => {
    expect(yearOf(28, '2026-11-26')).toBe(2028)
    expect(yearOf(76, '2026-11-26')).toBe(2076)
    expect(yearOf(77, '2026-11-26')).toBe(1977)
    expect(yearOf(99, '2026-11-26')).toBe(1999)
  })

  it('cross into the next century near its end', () => {
    expect(yearOf(5, '2096-01-01')).toBe(2105)
    expect(yearOf(46, '2096-01-01')).toBe(2146)
    expect(yearOf(47, '2096-01-01')).toBe(2047)
    expect(yearOf(99, '2100-01-01')).toBe(2099)
  })
})

describe('dates on labels', () => {
  const day = (digits: string, zero = true) => dateOfYymmdd(digits, '2026-11-26', zero)

  it('day 00 is allowed only where the label may leave the day open', () => {
    expect(day('281000')).toEqual({ ok: true, date: '2028-10-31' })
    expect(day('281000', false)).toEqual({ ok: false, detail: 'day' })
    expect(day('281300')).toEqual({ ok: false, detail: 'month' })
  })

  it('29 February exists in leap years only', () => {
    expect(day('280229')).toEqual({ ok: true, date: '2028-02-29' })
    expect(day('270229')).toEqual({ ok: false, detail: 'day' })
  })

  it('a month ends on its last day', () => {
    expect(monthEnd(2028, 2)).toEqual({ ok: true, date: '2028-02-29' })
    expect(monthEnd(2028, 0)).toEqual({ ok: false, detail: 'month' })
  })

  it('days of the year run from 1 to 365, or 366 in a leap year', () => {
    expect(dateOfYyjjj('28001', '2026-11-26')).toEqual({ ok: true, date: '2028-01-01' })
    expect(dateOfYyjjj('28366', '2026-11-26')).toEqual({ ok: true, date: '2028-12-31' })
    expect(dateOfYyjjj('27366', '2026-11-26')).toEqual({ ok: false, detail: 'day' })
    expect(dateOfYyjjj('27000', '2026-11-26')).toEqual({ ok: false, detail: 'day' })
  })

  it('eight digits name the year in full', () => {
    expect(dateOfYyyymmdd('20111212')).toEqual({ ok: true, date: '2011-12-12' })
    expect(dateOfYyyymmdd('20111312')).toEqual({ ok: false, detail: 'month' })
  })
})

describe('the text a scanner sends', () => {
  it('keeps the way back to what was scanned', () => {
    const { text, offsets, symbology } = scanTextOf(' ]C110A<GS>17\r')
    expect(text).toBe(`10A${SEPARATOR}17`)
    expect(symbology).toBe(']C1')
    expect(offsets).toEqual([4, 5, 6, 7, 11, 12, 13])
  })

  it('keeps a space at the end, which may be a check character', () => {
    expect(scanTextOf('+A99 \r\n').text).toBe('+A99 ')
  })

  it('ignores an empty separator in the settings', () => {
    expect(scanTextOf('10A', ['']).text).toBe('10A')
  })
})
