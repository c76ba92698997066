import type { Prisma } from '#db/generated/client.ts'
import { identityId } from './people.ts'
import { addDays, asDate, type SeedScope } from './scope.ts'

/**
 * Invented brands on the prefix that GS1 keeps for documentation (0614141), so that no real product is spoken of.
 * Units in a case are ten boxes.
 */
const products = [
  {
    key: 'kestrel-16',
    brand: 'Kestrel',
    name: 'J 0.16×30',
    diameterMm: 0.16,
    lengthMm: 30,
    stem: '0061414110001',
    perBox: 100,
  },
  {
    key: 'kestrel-20',
    brand: 'Kestrel',
    name: 'J 0.20×30',
    diameterMm: 0.2,
    lengthMm: 30,
    stem: '0061414110002',
    perBox: 100,
  },
  {
    key: 'kestrel-25',
    brand: 'Kestrel',
    name: 'J 0.25×40',
    diameterMm: 0.25,
    lengthMm: 40,
    stem: '0061414110003',
    perBox: 100,
  },
  {
    key: 'heron-50',
    brand: 'Heron',
    name: 'DN 0.30×50',
    diameterMm: 0.3,
    lengthMm: 50,
    stem: '0061414120001',
    perBox: 100,
  },
  {
    key: 'heron-60',
    brand: 'Heron',
    name: 'DN 0.30×60',
    diameterMm: 0.3,
    lengthMm: 60,
    stem: '0061414120002',
    perBox: 100,
  },
  {
    key: 'heron-75',
    brand: 'Heron',
    name: 'DN 0.35×75',
    diameterMm: 0.35,
    lengthMm: 75,
    stem: '0061414120003',
    perBox: 100,
  },
  {
    key: 'wren',
    brand: 'Wren',
    name: 'Spring 0.25×25',
    diameterMm: 0.25,
    lengthMm: 25,
    stem: '0061414130001',
    perBox: 1000,
  },
] as const

export type ProductKey = (typeof products)[number]['key']

/** The last digit of a GTIN: weights 3 and 1 from the right (GS1 General Specifications, section 7.9). */
const withCheckDigit = (digits: string): string => {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

const gtinOf = (stem: string, level: 'unit' | 'box' | 'case'): string =>
  withCheckDigit(`${{ unit: 0, box: 1, case: 5 }[level]}${stem.slice(1)}`)

const productOf = (key: ProductKey) => products.find((product) => product.key === key)!

export const productId = (scope: SeedScope, key: ProductKey): string => scope.id('product', key)
export const sizeOf = (key: ProductKey) => ({
  diameterMm: productOf(key).diameterMm,
  lengthMm: productOf(key).lengthMm,
})

export const productRows = (scope: SeedScope): Prisma.NeedleProductCreateManyInput[] =>
  products.map((product) => ({
    clinicId: scope.clinicId,
    id: productId(scope, product.key),
    brand: product.brand,
    name: product.name,
    diameterMm: product.diameterMm,
    lengthMm: product.lengthMm,
    unitsPerBox: product.perBox,
    unitsPerBlister: product.perBox === 100 ? 10 : null,
    reference: `${product.brand.slice(0, 2).toUpperCase()}-${product.stem.slice(-5)}`,
    active: true,
  }))

export const productIdentifierRows = (scope: SeedScope): Prisma.ProductIdentifierCreateManyInput[] =>
  products.flatMap((product) =>
    (['unit', 'box', 'case'] as const).map((level) => ({
      clinicId: scope.clinicId,
      gtin14: gtinOf(product.stem, level),
      productId: productId(scope, product.key),
      level,
      units: { unit: 1, box: product.perBox, case: product.perBox * 10 }[level],
    })),
  )

export interface DemoLot {
  readonly product: ProductKey
  readonly lotNumber: string
  readonly expiryDate: string
  readonly received: number
  readonly fate: 'good' | 'expired' | 'nearly-expired' | 'recalled'
}

/** Far enough ahead for the printed labels of the demo; a demo run later than that gets fresh boxes. */
const farFrom = (demoDate: string): string => (demoDate < '2028-06-01' ? '2028-10-31' : addDays(demoDate, 900))

/** The boxes on the shelves. The labels of the 0.30×50 lots are the ones the scanner tests know. */
export const lotsOf = ({ demoDate }: SeedScope): DemoLot[] => {
  const far = farFrom(demoDate)
  const heron = (lotNumber: string, expiryDate: string, received: number, fate: DemoLot['fate']): DemoLot => ({
    product: 'heron-50',
    lotNumber,
    expiryDate,
    received,
    fate,
  })
  const good = (product: ProductKey, lotNumber: string, received: number): DemoLot => ({
    product,
    lotNumber,
    expiryDate: far,
    received,
    fate: 'good',
  })
  return [
    heron('24H07A', far, 800, 'good'),
    heron('1724A', far, 200, 'good'),
    heron('LOTD42', far, 100, 'good'),
    heron('24B11C', addDays(demoDate, 12), 60, 'nearly-expired'),
    heron('21K03E', addDays(demoDate, -40), 45, 'expired'),
    heron('B-2207', far, 300, 'recalled'),
    good('heron-60', '24J19B', 300),
    good('heron-75', '24J20A', 100),
    good('kestrel-16', 'K16-0451', 400),
    good('kestrel-20', 'K20-0733', 900),
    good('kestrel-20', 'K20-0734', 500),
    good('kestrel-25', 'K25-0219', 500),
    good('wren', 'W2511', 2000),
  ]
}

const lotId = (scope: SeedScope, lot: Pick<DemoLot, 'product' | 'lotNumber'>): string =>
  scope.id('lot', `${lot.product} ${lot.lotNumber}`)

export const lotIdOf = (scope: SeedScope, lotNumber: string): string => {
  const lot = lotsOf(scope).find((candidate) => candidate.lotNumber === lotNumber)
  if (lot === undefined) throw new Error(`The demo has no lot ${lotNumber}`)
  return lotId(scope, lot)
}

/** What a keyboard-wedge scanner types for the box of a lot: a GS1 DataMatrix with its group separator. */
export const boxLabelOf = (lot: DemoLot): string => {
  const expiry = lot.expiryDate.slice(2).replaceAll('-', '')
  const { stem, perBox } = productOf(lot.product)
  return `]d201${gtinOf(stem, 'box')}17${expiry}10${lot.lotNumber}\u001d30${perBox}`
}

export const lotRows = (scope: SeedScope): Prisma.LotCreateManyInput[] =>
  lotsOf(scope).map((lot) => ({
    clinicId: scope.clinicId,
    id: lotId(scope, lot),
    productId: productId(scope, lot.product),
    lotNumber: lot.lotNumber,
    expiryDate: asDate(lot.expiryDate),
    status: 'active',
    receivedAt: receivedAt(scope),
  }))

export const receivedRows = (scope: SeedScope): Prisma.StockEntryCreateManyInput[] =>
  lotsOf(scope).map((lot) => ({
    clinicId: scope.clinicId,
    id: scope.id('stock-entry', `received ${lot.lotNumber}`),
    lotId: lotId(scope, lot),
    // the clinic's first store bears its id
    placeId: scope.clinicId,
    kind: 'received',
    quantity: lot.received,
    byIdentityId: identityId('desk@demo.test'),
    at: receivedAt(scope),
  }))

const receivedAt = ({ demoDate }: SeedScope): Date => new Date(`${addDays(demoDate, -60)}T09:00:00Z`)

export const recallRows = (scope: SeedScope): Prisma.RecallCreateManyInput[] => {
  const openedAt = new Date(Math.min(scope.nowMs, Date.parse(`${scope.demoDate}T05:00:00Z`)))
  return [
    {
      clinicId: scope.clinicId,
      id: scope.id('recall', 'B-2207'),
      reason: 'The maker reports seals that may not be sterile.',
      reference: 'DEMO-FSN-07',
      riskClass: 'II',
      fromWhom: 'Heron Needles',
      receivedOn: asDate(scope.demoDate),
      productIds: [productId(scope, 'heron-50')],
      lotNumbers: ['B-2207'],
      byIdentityId: identityId('owner@demo.test'),
      begunAt: openedAt,
      openedAt,
    },
  ]
}

export const recallLotRows = (scope: SeedScope): Prisma.RecallLotCreateManyInput[] =>
  lotsOf(scope)
    .filter((lot) => lot.fate === 'recalled')
    .map((lot) => ({
      clinicId: scope.clinicId,
      recallId: scope.id('recall', 'B-2207'),
      lotId: lotId(scope, lot),
    }))
