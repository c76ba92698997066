import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { parseScan } from '#domain/lot/gs1.ts'
import { labelContent } from '#domain/lot/label-content.ts'
import { dataMatrix, type Matrix } from '#integrations/barcode/data-matrix.ts'

const MODULE = 5
const QUIET = 4

/** The code as a camera sees it: dark modules on white, with white around them. */
const picture = (matrix: Matrix) => {
  const rows = matrix.length + 2 * QUIET
  const columns = (matrix[0]?.length ?? 0) + 2 * QUIET
  const [width, height] = [columns * MODULE, rows * MODULE]
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (matrix[Math.floor(y / MODULE) - QUIET]?.[Math.floor(x / MODULE) - QUIET])
        data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3)
  return { data, width, height, colorSpace: 'srgb' } as ImageData
}

beforeAll(() => {
  const wasm = readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')
  prepareZXingModule({
    overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) },
  })
})

/** What a scanner sends that reads the printed code. */
const scanned = async (matrix: Matrix): Promise<string> => {
  const [code] = await readBarcodes(picture(matrix), { formats: ['DataMatrix'], textMode: 'Plain' })
  if (code === undefined) throw new Error('Nothing was read')
  return code.symbologyIdentifier + code.text
}

const facts = { gtin14: '10614141200013', hibc: null, lotNumber: '24H07A', expiryDate: '2028-10-31' }

describe('a printed label', () => {
  it('is read back by another decoder as what it was made of', async () => {
    const content = labelContent(facts)
    if (content === null) throw new Error('No code')
    const raw = await scanned(dataMatrix(content))
    expect(raw).toBe(']d201106141412000131728103110' + '24H07A')
    expect(parseScan(raw, { today: '2026-11-26' })).toMatchObject({ ...facts, hibc: null, kind: 'gs1', warnings: [] })
    expect(parseScan(content.printed, { today: '2026-11-26' })).toMatchObject({ ...facts, hibc: null, kind: 'gs1' })
  })

  it('of a shelf names the needle and no lot', async () => {
    const content = labelContent({ ...facts, lotNumber: null, expiryDate: null })
    if (content === null) throw new Error('No code')
    expect(await scanned(dataMatrix(content))).toBe(']d20110614141200013')
  })

  it('of a needle with an HIBC number is read back too', async () => {
    const content = labelContent({ ...facts, gtin14: null, hibc: 'A999000', lotNumber: 'LOTD42' })
    if (content === null) throw new Error('No code')
    expect(content.text).toBe('+A9990001/$$3281031LOTD427')
    const scan = parseScan(await scanned(dataMatrix(content)), { today: '2026-11-26' })
    expect(scan).toMatchObject({ kind: 'hibc', lotNumber: 'LOTD42', expiryDate: '2028-10-31' })
  })

  it('has no code when there is no number, or a lot that HIBC cannot write', () => {
    expect(labelContent({ ...facts, gtin14: null })).toBeNull()
    expect(labelContent({ ...facts, gtin14: null, hibc: 'A999000', lotNumber: 'low/er' })).toBeNull()
  })

  it('K20: scans back to the very lot, whatever signs it is made of', async () => {
    const signs = '!"%&\'()*+,-./0189:;<=>?AZ_az'
    const lots = fc.string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(lots, async (lotNumber) => {
        const content = labelContent({ ...facts, lotNumber })
        if (content === null) throw new Error('No code')
        const scan = parseScan(await scanned(dataMatrix(content)), { today: '2026-11-26' })
        expect(scan).toMatchObject({ gtin14: facts.gtin14, expiryDate: facts.expiryDate, lotNumber })
      }),
      { seed: 20261126, numRuns: 40 },
    )
  })
})
