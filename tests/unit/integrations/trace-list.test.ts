import { describe, expect, it } from 'vitest'
import { letterAsPdf } from '#integrations/pdf/letter.ts'
import { traceList } from '#integrations/pdf/trace-list.ts'

const facts = (rows: (string | number)[][]) => ({
  ...{
    locale: 'en' as const,
    zone: 'Europe/Berlin',
    clinicName: 'Riverside',
    title: 'Lot 24H07A',
    details: ['Heron', ''],
  },
  ...{ writtenMs: Date.parse('2026-11-24T08:00:00Z'), columns: ['Person', 'Telephone', 'Needles'], rows },
})

describe('a list for an inspector', () => {
  it('says as of when, how many entries, and each of them once under its name', () => {
    const list = traceList(
      facts([
        ['Björk', '+49 171 1', 6],
        ['Noa', '', 4],
      ]),
    )
    expect(list.blocks).toEqual([
      { kind: 'small', text: 'Riverside' },
      { kind: 'title', text: 'Lot 24H07A' },
      { kind: 'text', text: 'Heron' },
      { kind: 'small', text: 'As of Tuesday 24 November 2026 09:00. 2 entries.' },
      { kind: 'heading', text: 'Björk' },
      { kind: 'text', text: 'Telephone: +49 171 1 · Needles: 6' },
      { kind: 'heading', text: 'Noa' },
      { kind: 'text', text: 'Needles: 4' },
    ])
  })

  it('is a file of as many pages as it needs, also for a lot that reached nobody', async () => {
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
    const many = await letterAsPdf(traceList(facts(Array.from({ length: 100 }, (_, at) => [`Person ${at}`, '', 1]))))
    expect(text(many).match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(3)
    expect(text(await letterAsPdf(traceList(facts([]))))).toMatch(/^%PDF-1\.7/)
  })
})
