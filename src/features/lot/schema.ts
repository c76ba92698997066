import { z } from 'zod'
import { isLotNumber, LONGEST_LOT_NUMBER } from '#domain/lot/lot-number.ts'
import { typedDate, typedText } from '#lib/text.ts'

export const page = z.strictObject({ cursor: z.uuid().nullish(), limit: z.int().min(1).max(100).default(50) })

export const lotRow = z.object({
  id: z.uuid(),
  productName: z.string(),
  /** Diameter × length in millimetres, as on the label. */
  size: z.string(),
  /** Null: not known. */
  lotNumber: z.string().nullable(),
  /** The last day on which it may be used, `YYYY-MM-DD`; null: not known. */
  expiryDate: z.string().nullable(),
  expiry: z.enum(['unknown', 'expired', 'last-day', 'near', 'fine']),
  daysLeft: z.int().nullable(),
  status: z.enum(['active', 'quarantined', 'recalled']),
  /** False: found in a visit, and never received into stock. */
  received: z.boolean(),
  onHand: z.int(),
  /** Needles in a full box, and in a blister; null: not known. */
  unitsPerBox: z.int().nullable(),
  unitsPerBlister: z.int().nullable(),
})
export type LotRow = z.infer<typeof lotRow>

export const lotList = z.object({ lots: z.array(lotRow), nextCursor: z.uuid().nullable() })

export const lotInput = z.strictObject({ lotId: z.uuid() })
export const lotFacts = z.object({
  lot: lotRow,
  recalls: z.array(
    z.object({ id: z.uuid(), reason: z.string(), reference: z.string().nullable(), openedAt: z.iso.datetime() }),
  ),
  peopleReached: z.int(),
  /** The same needle's lot whose number nobody knows: some of its people may have got this one. */
  unknownNumber: z.object({ lotId: z.uuid(), people: z.int() }).nullable(),
})

export const scanInput = z.strictObject({
  requestId: z.uuid(),
  encounterId: z.uuid(),
  raw: typedText().max(1000),
})
/** A lot opened for a visit; the size is what the needling record takes over. */
export const scannedLot = z.object({
  lotId: z.uuid(),
  productName: z.string(),
  diameterMm: z.number(),
  lengthMm: z.number(),
  lotNumber: z.string().nullable(),
  expiryDate: z.string().nullable(),
  onHand: z.int(),
  /** Whether it may be used, or what is against it. */
  standing: z.enum(['usable', 'recalled', 'unknown-lot', 'quarantined', 'expired', 'empty', 'elsewhere']),
  /** Not opened by a scan that was allowed: its needles were in. */
  alreadyIn: z.boolean(),
})
export type ScannedLot = z.infer<typeof scannedLot>

export const openBoxesInput = z.strictObject({ encounterId: z.uuid() })
/** Boxes open in the visit's room: each may be the one in somebody's hand, and is asked about. */
export const openBoxes = z.object({
  boxes: z.array(z.object({ openBoxId: z.uuid(), roomName: z.string(), openedAt: z.iso.datetime(), lot: scannedLot })),
})
export type OpenBox = z.infer<typeof openBoxes>['boxes'][number]
export const confirmBoxInput = z.strictObject({ requestId: z.uuid(), encounterId: z.uuid(), openBoxId: z.uuid() })

/** Sizes are kept to a hundredth of a millimetre. */
const millimetres = (least: number, most: number) =>
  z
    .number()
    .min(least)
    .max(most)
    .transform((mm) => Math.round(mm * 100) / 100)

/** A box whose needles are in already, as far as anybody can say what it is. */
export const alreadyInInput = z.strictObject({
  requestId: z.uuid(),
  encounterId: z.uuid(),
  product: z.union([
    z.strictObject({ productId: z.uuid() }),
    z.strictObject({
      name: typedText().trim().min(1).max(100),
      diameterMm: millimetres(0.05, 1),
      lengthMm: millimetres(1, 150),
    }),
  ]),
  /** Null: not known. */
  lotNumber: typedText().trim().max(LONGEST_LOT_NUMBER).refine(isLotNumber).nullable(),
  /** The last day of use as the box says it; null: not known. */
  expiryDate: typedDate().nullable(),
  /** What was scanned or typed of the label; null when nothing was. */
  raw: typedText().max(1000).nullable(),
})
export type FoundBox = Omit<z.infer<typeof alreadyInInput>, 'requestId' | 'encounterId'>

export const productList = z.object({
  products: z.array(
    z.object({
      productId: z.uuid(),
      name: z.string(),
      diameterMm: z.number(),
      lengthMm: z.number(),
      /** Article numbers of every packing level, by which a label names it. */
      gtin14s: z.array(z.string()),
    }),
  ),
  nextCursor: z.uuid().nullable(),
})
export type ProductChoice = z.infer<typeof productList>['products'][number]

export const recallInput = z.strictObject({
  requestId: z.uuid(),
  lotId: z.uuid(),
  reason: typedText().trim().min(3).max(2000),
  reference: typedText().trim().max(200).nullish(),
})
export const recalled = z.object({ recallId: z.uuid() })
