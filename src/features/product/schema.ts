import { z } from 'zod'
import { PACK_LEVELS, STERILE_METHODS } from '#domain/lot/product.ts'
import { typedText } from '#lib/text.ts'

export const pageInput = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  offset: z.int().min(0).max(10_000).default(0),
})

const version = z.int().min(1)

/** Sizes are kept to a hundredth of a millimetre. */
const millimetres = (least: number, most: number) =>
  z
    .number()
    .min(least)
    .max(most)
    .transform((mm) => Math.round(mm * 100) / 100)

/** Needles in one pack. */
const units = z.int().min(1).max(1_000_000)

const facts = {
  brand: z.string(),
  name: z.string(),
  diameterMm: z.number(),
  lengthMm: z.number(),
  /** The maker's own number. */
  reference: z.string(),
  handle: z.string(),
  /** Each with a guide tube; null: not known. */
  tube: z.boolean().nullable(),
  unitsPerBlister: z.int().nullable(),
  unitsPerBox: z.int().nullable(),
  sterileMethod: z.enum(STERILE_METHODS).nullable(),
  shelfLifeMonths: z.int().nullable(),
  /** What this brand calls the size beside the millimetres: "#5", "32 g". */
  gauges: z.array(z.string()),
  /** Labeler and product of an HIBC label. */
  hibc: z.string().nullable(),
  /** false: not stocked any more, or found in a visit and not looked at yet. */
  active: z.boolean(),
}

export const productRow = z.object({
  id: z.uuid(),
  /** Diameter × length, as on the label. */
  size: z.string(),
  version,
  ...facts,
  numbers: z.array(z.object({ gtin: z.string(), level: z.enum(PACK_LEVELS), units: z.int() })),
})
export type ProductRow = z.infer<typeof productRow>

export const list = z.object({ products: z.array(productRow), nextOffset: z.int().nullable() })

export const saveInput = z.strictObject({
  requestId: z.uuid(),
  existing: z.strictObject({ id: z.uuid(), version }).nullable(),
  /** The doubts that were looked at, each as `why:productId`. */
  despite: z.array(z.string().max(80)).max(50).default([]),
  brand: typedText().trim().min(1).max(60),
  name: typedText().trim().min(1).max(100),
  diameterMm: millimetres(0.05, 1),
  lengthMm: millimetres(1, 150),
  reference: typedText().trim().max(60),
  handle: typedText().trim().max(60),
  tube: z.boolean().nullable(),
  unitsPerBlister: units.nullable(),
  unitsPerBox: units.nullable(),
  sterileMethod: z.enum(STERILE_METHODS).nullable(),
  shelfLifeMonths: z.int().min(1).max(240).nullable(),
  gauges: z.array(typedText().trim().min(1).max(20)).max(10),
  hibc: typedText().trim().max(22).nullable(),
  numbers: z.array(z.strictObject({ gtin: typedText().trim().max(20), level: z.enum(PACK_LEVELS), units })).max(20),
  active: z.boolean(),
})
export type ProductToSave = Omit<z.infer<typeof saveInput>, 'requestId'>

export const saved = z.object({ id: z.uuid(), version })

export const labelInput = z.strictObject({ lotId: z.uuid() })

/** All that stands on a label of a lot or of its shelf. */
export const labelFacts = z.object({
  lotId: z.uuid(),
  productName: z.string(),
  size: z.string(),
  gauges: z.array(z.string()),
  reference: z.string(),
  sterileMethod: z.enum(STERILE_METHODS).nullable(),
  /** Null: not known, so that there is no label of it. */
  lotNumber: z.string().nullable(),
  expiryDate: z.string().nullable(),
  hibc: z.string().nullable(),
  unitsPerBox: z.int().nullable(),
  packs: z.array(z.object({ gtin14: z.string(), level: z.enum(PACK_LEVELS), units: z.int() })),
})
export type LabelFacts = z.infer<typeof labelFacts>
