import { isLotNumber } from '#domain/lot/lot-number.ts'
import type { ScanResult } from '#domain/lot/scan.ts'

/** Chosen in place of a needle of the list: one that stands there under no name. */
export const ANOTHER = 'another'

/** What somebody says of a box whose needles are in already, as they type it. */
export interface FoundBoxForm {
  /** The id of a needle, `ANOTHER`, or '' while nothing is chosen. */
  readonly product: string
  readonly name: string
  readonly diameter: string
  readonly length: string
  readonly lotNumber: string
  readonly lotUnknown: boolean
  /** 'YYYY-MM-DD' or ''. */
  readonly expiryDate: string
  readonly expiryUnknown: boolean
}

/** The form as a label fills it in, where it could be read; the needle is found by `productOf`. */
export const formOf = (label: ScanResult | null): FoundBoxForm => ({
  product: '',
  name: '',
  diameter: '',
  length: '',
  lotNumber: label?.ok ? (label.lotNumber ?? '') : '',
  lotUnknown: false,
  expiryDate: label?.ok ? (label.expiryDate ?? '') : '',
  expiryUnknown: false,
})

interface Product {
  readonly productId: string
  readonly gtin14s: readonly string[]
}

/** The needle that a label names; `ANOTHER` when it names one that the clinic does not have, '' when it names none. */
export const productOf = (label: ScanResult | null, products: readonly Product[]): string => {
  const gtin14 = label?.ok ? label.gtin14 : null
  if (gtin14 === null) return ''
  return products.find(({ gtin14s }) => gtin14s.includes(gtin14))?.productId ?? ANOTHER
}

/** Fields that need another look; their words are `practitioner.visit.found.need.<fault>`. */
export interface FoundBoxFaults {
  readonly product?: 'product'
  readonly name?: 'name'
  readonly diameter?: 'diameter'
  readonly length?: 'length'
  readonly lotNumber?: 'lot' | 'lotSigns'
  readonly expiryDate?: 'expiry'
}

/** Millimetres as people write them, with a point or a comma. */
const millimetresOf = (typed: string): number =>
  /^\d+([.,]\d+)?$/.test(typed.trim()) ? Number(typed.trim().replace(',', '.')) : Number.NaN

const within = (typed: string, least: number, most: number): boolean => {
  const mm = millimetresOf(typed)
  return mm >= least && mm <= most
}

const lotFault = ({ lotNumber, lotUnknown }: FoundBoxForm): FoundBoxFaults['lotNumber'] => {
  if (lotUnknown) return undefined
  if (lotNumber.trim() === '') return 'lot'
  return isLotNumber(lotNumber.trim()) ? undefined : 'lotSigns'
}

/** What is missing or cannot be: nothing may be left open without saying that it is not known. */
export const faultsOf = (form: FoundBoxForm): FoundBoxFaults => {
  const { product, name, diameter, length, expiryDate, expiryUnknown } = form
  const faults: FoundBoxFaults = {
    ...(product === '' && { product: 'product' }),
    ...(product === ANOTHER && name.trim() === '' && { name: 'name' }),
    ...(product === ANOTHER && !within(diameter, 0.05, 1) && { diameter: 'diameter' }),
    ...(product === ANOTHER && !within(length, 1, 150) && { length: 'length' }),
    ...(!expiryUnknown && expiryDate === '' && { expiryDate: 'expiry' }),
  }
  const lotNumber = lotFault(form)
  return lotNumber === undefined ? faults : { ...faults, lotNumber }
}

/** What is sent of a form without faults. */
export const foundBoxOf = (form: FoundBoxForm) => ({
  product:
    form.product === ANOTHER
      ? { name: form.name.trim(), diameterMm: millimetresOf(form.diameter), lengthMm: millimetresOf(form.length) }
      : { productId: form.product },
  lotNumber: form.lotUnknown ? null : form.lotNumber.trim(),
  expiryDate: form.expiryUnknown ? null : form.expiryDate,
})

/** Refusals after which there is nothing to say of needles that are in: the box is known already, or the visit is not open. */
const NOTHING_TO_SAY = [
  'same-scan-twice',
  'not-found',
  'not-allowed',
  'record-closed',
  'request-reused',
  'try-again',
  'duplicate',
]

/** Whether a refused box may be one whose needles are in all the same. */
export const mayBeIn = (reason: string | undefined): boolean => reason !== undefined && !NOTHING_TO_SAY.includes(reason)
