import { describe, expect, it } from 'vitest'
import { csvOf } from '#lib/csv.ts'

/** The cells of one row, read as a spreadsheet reads them. */
const read = (csv: string): string[] =>
  [...csv.replace(/^\uFEFF/, '').matchAll(/"((?:[^"]|"")*)"|([^,\r\n]+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  )

describe('a table for a spreadsheet', () => {
  it.each(["=cmd|' /C calc'!A1", '+49 30 1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1+1', '＝1', '＋1'])(
    'J14: what it would run is a text and stays one when the file is saved and opened again: %j',
    (text) => {
      const once = read(csvOf([[text]], 'en'))
      expect(once).toEqual([`'${text}`])
      // what was opened is written again: it begins with the apostrophe and is left alone
      expect(read(csvOf([once], 'en'))).toEqual(once)
    },
  )

  it('J8 J11: names, quotation marks, commas and line ends come back as they were, numbers as numbers', () => {
    const row = ["O'Brien", 'Zsófia "Zsófi" Nagy', 'one, two', 'a\nb', '', 'Louis-Dreyfus']
    expect(read(csvOf([row], 'en'))).toEqual(row)
    expect(csvOf([[-3, 4]], 'en')).toBe('\uFEFF-3,4\r\n')
  })

  it('stands in columns where a comma divides numbers, too', () => {
    expect(csvOf([['one; two', 4]], 'de')).toBe('\uFEFF"one; two";4\r\n')
  })
})
