import { expect, it } from 'vitest'
import { type NeedleLabel, needleLabels } from '#integrations/pdf/needle-labels.ts'

const label: NeedleLabel = {
  ...{ kind: 'box', productName: 'Heron DN 0.30×60', size: '0.30 × 60 mm', gauges: ['30 g'], reference: 'HE-1' },
  ...{ sterileMethod: 'ethylene-oxide', lotNumber: '24J19B', expiryDate: '2033-08-27', units: 100 },
  ...{ gtin14: '10614141200020', hibc: null },
}
const pagesOf = async (
  more: Partial<NeedleLabel>,
  paper: 'sheet' | 'roll',
  count: number,
  skip = 0,
): Promise<number> => {
  const text = Buffer.from(await needleLabels({ ...label, ...more }, { paper, count, skip }, 'de')).toString('latin1')
  expect(text.startsWith('%PDF-')).toBe(true)
  return text.match(/\/Type \/Page\b/g)?.length ?? 0
}

it('labels fill a sheet before they begin the next, behind those that are used up', async () => {
  expect(await pagesOf({}, 'sheet', 24, 1)).toBe(2)
  expect(await pagesOf({}, 'sheet', 1, 23)).toBe(1)
})

it('on a roll each label is a page, also of a needle without any number and with a long name', async () => {
  expect(await pagesOf({ kind: 'shelf', gtin14: null, productName: 'a very long name '.repeat(12) }, 'roll', 3)).toBe(3)
})
