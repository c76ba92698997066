import { describe, expect, it } from 'vitest'
import { parseScan } from '#domain/lot/gs1.ts'
import {
  ANOTHER,
  type FoundBoxForm,
  faultsOf,
  formOf,
  foundBoxOf,
  mayBeIn,
  productOf,
} from '#ui/clinic/needling/found-box.ts'

const read = (raw: string) => parseScan(raw, { today: '2026-11-26' })
const LABEL = read('(01)10614141200013(17)281031(10)X99')
const heron = { productId: 'heron', gtin14s: ['00614141200016', '10614141200013'] }

describe('the form of a box whose needles are in already', () => {
  it('is filled in from a label that could be read, whatever it was refused for', () => {
    expect(formOf(LABEL)).toMatchObject({ lotNumber: 'X99', expiryDate: '2028-10-31', lotUnknown: false })
    expect(productOf(LABEL, [heron])).toBe('heron')
  })

  it('says that an article the clinic does not have is another needle', () => {
    expect(productOf(LABEL, [])).toBe(ANOTHER)
  })

  it('is empty, and guesses nothing, without a label that could be read', () => {
    for (const label of [null, read('nonsense'), read('1728103110LOTD42')]) expect(productOf(label, [heron])).toBe('')
    for (const label of [null, read('nonsense')])
      expect(formOf(label)).toMatchObject({ product: '', lotNumber: '', expiryDate: '' })
  })
})

describe('what somebody says of such a box', () => {
  const form = (change: Partial<FoundBoxForm> = {}): FoundBoxForm => ({
    ...formOf(LABEL),
    product: 'heron',
    ...change,
  })
  const another = { product: ANOTHER, name: 'Wren', diameter: '0,25', length: '25' }

  it('is sent as it was typed', () => {
    expect(faultsOf(form())).toEqual({})
    expect(foundBoxOf(form({ lotNumber: ' X99 ' }))).toEqual({
      product: { productId: 'heron' },
      lotNumber: 'X99',
      expiryDate: '2028-10-31',
    })
    expect(foundBoxOf(form(another)).product).toEqual({ name: 'Wren', diameterMm: 0.25, lengthMm: 25 })
  })

  it('may be that nobody knows, but is never simply left out', () => {
    const silent = form({ product: '', lotNumber: ' ', expiryDate: '' })
    expect(faultsOf(silent)).toEqual({ product: 'product', lotNumber: 'lot', expiryDate: 'expiry' })
    const unknown = form({ lotUnknown: true, expiryUnknown: true })
    expect(faultsOf(unknown)).toEqual({})
    expect(foundBoxOf(unknown)).toMatchObject({ lotNumber: null, expiryDate: null })
  })

  it('cannot be a needle that does not exist or a number that no label holds', () => {
    expect(faultsOf(form(another))).toEqual({})
    const none = { product: ANOTHER, name: ' ', diameter: '30', length: '0' }
    expect(faultsOf(form(none))).toEqual({ name: 'name', diameter: 'diameter', length: 'length' })
    expect(faultsOf(form({ ...another, diameter: '0.25 mm' }))).toEqual({ diameter: 'diameter' })
    expect(faultsOf(form({ lotNumber: '24 H07' }))).toEqual({ lotNumber: 'lotSigns' })
  })
})

it('Z1: the question comes after every refusal of a box, and after nothing else', () => {
  for (const reason of ['recalled', 'expired', 'quarantined', 'empty', 'unknown-lot', 'unknown-product', 'bad-date'])
    expect(mayBeIn(reason), reason).toBe(true)
  for (const reason of [undefined, 'same-scan-twice', 'record-closed', 'not-allowed', 'try-again'])
    expect(mayBeIn(reason), reason).toBe(false)
})
