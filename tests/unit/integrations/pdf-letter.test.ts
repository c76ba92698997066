import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { FONTS, fontBytes } from '#integrations/pdf/fonts.ts'
import { type Letter, letterAsPdf, unwritable } from '#integrations/pdf/letter.ts'
import { referralLetter } from '#integrations/pdf/referral-letter.ts'
import { linesOf, type Measure } from '#integrations/pdf/text-lines.ts'
import { patients } from '../../../prisma/seed/patients.ts'

/** Every character one point wide; Hebrew and Arabic in a font of their own. */
const EVEN: Measure = {
  fontOf: (character) => (/[\u0590-\u08ff]/u.test(character) ? 'right' : 'left'),
  widthOf: (text) => [...text].length,
}
const seen = (text: string, most = 40) =>
  linesOf(text, most, EVEN).lines.map(({ runs }) => runs.map((run) => run.text).join('|'))

const letter = (text: string): Letter => ({
  title: 'Referral',
  language: 'en',
  writtenMs: Date.parse('2026-11-24T09:00:00Z'),
  footer: (page, pages) => `${page} of ${pages}`,
  blocks: [
    { kind: 'title', text: 'Referral' },
    { kind: 'heading', text: 'Reason' },
    { kind: 'text', text },
  ],
})

/** The file with its compressed parts opened. */
const opened = (pdf: Uint8Array): string => {
  const raw = Buffer.from(pdf).toString('latin1')
  const parts = [...raw.matchAll(/stream\r?\n([\s\S]*?)endstream/g)].map(([, part = '']) => {
    try {
      return inflateSync(Buffer.from(part, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  return raw + parts.join('\n')
}

const utf16 = (text: string): string =>
  [...Buffer.from(text, 'utf16le').swap16()].map((byte) => byte.toString(16).padStart(2, '0')).join('')

describe('the lines of a letter', () => {
  it('end after a word, and a word longer than a line is broken', () => {
    expect(seen('one two three', 7)).toEqual(['one| |two', 'three'])
    expect(seen('incomprehensible', 6)).toEqual(['incomp', 'rehens', 'ible'])
    expect(seen('')).toEqual([''])
  })

  it('end beside any Japanese sign, and none begins with a full stop', () => {
    expect(seen('山田祐介は', 2)).toEqual(['山田', '祐介', 'は'])
    expect(seen('痛み。肩', 2)).toEqual(['痛', 'み。', '肩'])
  })

  it('turn the order of what is read from right to left, and leave its numbers as they are', () => {
    expect(linesOf('נועה בן', 40, EVEN).rightToLeft).toBe(true)
    expect(seen('נועה בן')).toEqual(['בן| |נועה'])
    expect(seen('Patient נועה בן was seen')).toEqual(['Patient| |בן| |נועה| |was| |seen'])
    expect(seen('נועה 1990')[0]).toBe('1990| |נועה')
    expect(seen('נועה (בן)')[0]).toBe('(|בן|)| |נועה')
  })
})

describe('the fonts of a letter', () => {
  it('are files that ship with the house', () => {
    for (const font of FONTS) expect(fontBytes(font).subarray(0, 4).toString(), font.name).toBe('wOFF')
  })
})

describe('a letter as a file', () => {
  it('is tagged, names its language and title, and says what its parts are', async () => {
    const pdf = opened(await letterAsPdf(letter('Neck pain.')))
    for (const mark of [
      '%PDF-1.7',
      '/StructTreeRoot',
      '/Marked true',
      '/Lang (en)',
      '/DisplayDocTitle true',
      'pdfuaid',
    ])
      expect.soft(pdf.includes(mark), mark).toBe(true)
    for (const tag of ['/S /Document', '/S /H1', '/S /H2', '/S /P', '/Artifact'])
      expect.soft(pdf.includes(tag), tag).toBe(true)
    expect(pdf).not.toMatch(/\/BaseFont \/Helvetica/)
  })

  it('runs over as many pages as it needs', async () => {
    const pages = (pdf: string) => [...pdf.matchAll(/\/Type \/Page\b(?!s)/g)].length
    expect(pages(opened(await letterAsPdf(letter('Neck pain.'))))).toBe(1)
    expect(pages(opened(await letterAsPdf(letter('Neck pain since Monday. '.repeat(400)))))).toBe(3)
  })

  it('can write every sign of every name at the demo clinic', () => {
    expect(unwritable(patients.map(({ name }) => name).join('\n'))).toEqual([])
    expect(unwritable('Anna \u{1F600}')).toEqual(['\u{1F600}'])
  })

  it('reads out a name from right to left as it is written', async () => {
    const name = 'נועה בן־דוד'
    const made = await letterAsPdf(letter(name))
    expect(opened(made).toLowerCase()).toContain(`/actualtext <feff${utf16(name)}`.replace('<feff', '').slice(0, 12))
    expect(Buffer.from(made).includes(Buffer.from(name, 'utf16le').swap16())).toBe(true)
  })

  it('is in its own language, whoever reads it, with everything that was written', () => {
    const facts = {
      ...({ locale: 'de', clinicName: 'Riverside', clinicPhone: '+49 30 1', address: 'Am Ufer 3' } as const),
      ...{ timeZone: 'Europe/Berlin', patientName: 'Björk', birthDate: '1987-11-02', toWhom: 'Dr. Weiß\nAm Markt 1' },
      ...{ reason: 'Nacken', findings: '', request: 'Bildgebung', writtenByName: 'Ana Ruiz' },
      ...{ profession: 'physiotherapist', writtenAt: '2026-11-24T09:00:00.000Z' },
    }
    const { blocks, language } = referralLetter(facts)
    const texts = blocks.map(({ text }) => text)
    expect(language).toBe('de')
    expect(texts).toEqual(
      expect.arrayContaining([
        'Überweisung',
        'Dr. Weiß',
        'Am Markt 1',
        'Geboren 2. November 1987',
        '24. November 2026',
        'Bildgebung',
      ]),
    )
    expect(texts).not.toContain('Befund')
  })
})
