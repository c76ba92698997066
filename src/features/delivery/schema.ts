import { z } from 'zod'
import { isLotNumber, LONGEST_LOT_NUMBER } from '#domain/lot/lot-number.ts'
import { typedDate, typedText } from '#lib/text.ts'

export const pageInput = z.strictObject({
  limit: z.int().min(1).max(50).default(20),
  offset: z.int().min(0).max(100_000).default(0),
})

const setAside = z.enum(['expired', 'recalled', 'quarantined'])

const label = typedText().max(1000)

export const readInput = z.strictObject({
  raw: label,
  /** The code of the same box that was read before, and names only the article or only the lot; null: none. */
  waiting: label.nullable(),
})

export const readPack = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pack'),
    productId: z.uuid(),
    productName: z.string(),
    size: z.string(),
    lotNumber: z.string(),
    /** Null: the label does not say. */
    expiryDate: z.string().nullable(),
    serial: z.string().nullable(),
    /** Needles in the pack; null: neither label nor list says. */
    needles: z.int().nullable(),
    /** The label counts otherwise than the clinic's list. */
    otherCount: z.int().nullable(),
    /** Why it would not be for use; null: it would be, or the last day is not known yet. */
    setAside: setAside.nullable(),
    /** Doubts about the label, as sentences. */
    doubts: z.array(z.string()),
    raw: z.string(),
  }),
  /** Half of what has to be known: the other code on the box is still to be read, or the rest typed. */
  z.object({
    kind: z.literal('half'),
    missing: z.enum(['lot', 'article']),
    productId: z.uuid().nullable(),
    productName: z.string().nullable(),
    lotNumber: z.string().nullable(),
    expiryDate: z.string().nullable(),
    raw: z.string(),
  }),
  /** An article that nobody has written down here. */
  z.object({ kind: z.literal('unknown'), gtin14: z.string().nullable(), hibc: z.string().nullable(), raw: z.string() }),
])
export type ReadPack = z.infer<typeof readPack>

const line = z.strictObject({
  productId: z.uuid(),
  lotNumber: typedText().trim().max(LONGEST_LOT_NUMBER).refine(isLotNumber),
  /** The last day of use as the box says it. */
  expiryDate: typedDate(),
  needles: z.int().min(1).max(1_000_000),
  /** As it was scanned; '' when it was typed. */
  raw: typedText().max(2100),
})

export const receiveInput = z.strictObject({
  requestId: z.uuid(),
  supplier: typedText().trim().min(1).max(100),
  noteNumber: typedText().trim().max(60),
  /** Where the goods are put. */
  placeId: z.uuid(),
  lines: z.array(line).min(1).max(100),
})
export type DeliveryToReceive = Omit<z.infer<typeof receiveInput>, 'requestId'>

const receivedLine = z.object({
  lotId: z.uuid(),
  productName: z.string(),
  size: z.string(),
  lotNumber: z.string().nullable(),
  expiryDate: z.string().nullable(),
  needles: z.int(),
  setAside: setAside.nullable(),
})

export const received = z.object({
  deliveryId: z.uuid(),
  setAside: z.int(),
  /** Numbers of lots whose boxes say another day of production than the book has. */
  otherDays: z.array(z.string()),
})

export const deliveryRow = z.object({
  id: z.uuid(),
  supplier: z.string(),
  noteNumber: z.string(),
  receivedAt: z.iso.datetime(),
  receivedByName: z.string(),
  lines: z.array(receivedLine),
})
export type DeliveryRow = z.infer<typeof deliveryRow>

export const list = z.object({
  deliveries: z.array(deliveryRow),
  /** Who has delivered before, so that one supplier is not called by two names. */
  suppliers: z.array(z.string()),
  nextOffset: z.int().nullable(),
})
