import { z } from 'zod'
import { typedDate, typedText } from '#lib/text.ts'

export const page = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  offset: z.int().min(0).max(100_000).default(0),
})

export const stockPlace = z.object({
  id: z.uuid(),
  kind: z.enum(['store', 'room', 'bag']),
  /** The room, the practitioner, or as the clinic calls it; null for its one store. */
  name: z.string().nullable(),
  /** false: given up, and empty. */
  active: z.boolean(),
  version: z.int(),
  /** How many lots lie there, and how many needles of them in all. */
  lots: z.int(),
  needles: z.int(),
})
export type StockPlace = z.infer<typeof stockPlace>
export const stockPlaces = z.object({ places: z.array(stockPlace) })

export const lyingInput = z.strictObject({ placeId: z.uuid(), ...page.shape })
/** A lot as it lies in one place. */
export const lyingLot = z.object({
  id: z.uuid(),
  productName: z.string(),
  /** Diameter × length in millimetres, as on the label. */
  size: z.string(),
  /** Null: not known. */
  lotNumber: z.string().nullable(),
  expiryDate: z.string().nullable(),
  expiry: z.enum(['unknown', 'expired', 'last-day', 'near', 'fine']),
  daysLeft: z.int().nullable(),
  status: z.enum(['active', 'quarantined', 'recalled']),
  received: z.boolean(),
  /** Needles of it in this place. */
  onHand: z.int(),
  /** Needles in a full box, and in a blister; null: not known. */
  unitsPerBox: z.int().nullable(),
  unitsPerBlister: z.int().nullable(),
})
export const lying = z.object({ lots: z.array(lyingLot), nextOffset: z.int().nullable() })
export type Lying = z.infer<typeof lying>

const reason = () => typedText().trim().min(3).max(500)
const quantity = z.int().min(1).max(100_000)

export const moveInput = z.strictObject({
  ...{ requestId: z.uuid(), lotId: z.uuid(), fromPlaceId: z.uuid(), toPlaceId: z.uuid(), quantity },
})
export const openInput = z.strictObject({ requestId: z.uuid(), lotId: z.uuid(), placeId: z.uuid() })
/** `needles`: how many came out of a store with the box; none when some of the lot were in the room already. */
export const opened = z.object({ needles: z.int() })

export const WRITE_OFFS = ['discarded', 'dropped', 'returned', 'destroyed'] as const
export const writeOffInput = z.strictObject({
  ...{ requestId: z.uuid(), lotId: z.uuid(), placeId: z.uuid(), quantity, reason: reason() },
  kind: z.enum(WRITE_OFFS),
})
export type WriteOff = Omit<z.infer<typeof writeOffInput>, 'requestId'>

export const statusInput = z.strictObject({ requestId: z.uuid(), lotId: z.uuid(), reason: reason() })

export const takeInput = z.strictObject({
  ...{ requestId: z.uuid(), placeId: z.uuid() },
  lines: z
    .array(
      z.strictObject({
        lotId: z.uuid(),
        /** What the screen said that the book has there. */
        seen: z.int().min(0).max(1_000_000),
        counted: z.int().min(0).max(1_000_000),
      }),
    )
    .min(1)
    .max(200),
  /** Why it differs; may be left out when nothing does. */
  reason: reason().nullable().default(null),
})
export type StockTake = Omit<z.infer<typeof takeInput>, 'requestId'>
export const taken = z.object({ counted: z.int(), different: z.int() })

/** Lines that are taken back by a line of their own; a use is taken back in its visit. */
export const TAKEN_BACK_KINDS = [
  'received',
  'moved',
  'opened',
  'discarded',
  'dropped',
  'returned',
  'destroyed',
  'counted',
] as const
export const takeBackInput = z.strictObject({ requestId: z.uuid(), entryId: z.uuid(), reason: reason() })

export const expiryInput = z.strictObject({
  ...{ requestId: z.uuid(), lotId: z.uuid(), reason: reason() },
  was: typedDate().nullable(),
  expiryDate: typedDate(),
})
/** `lateUses`: visits that turn out to have used it after its last day. */
export const corrected = z.object({ lateUses: z.int() })

export const reorderInput = z.strictObject({
  ...{ requestId: z.uuid(), productId: z.uuid() },
  below: z.int().min(1).max(100_000).nullable(),
})
export const reordered = z.object({ productId: z.uuid() })
export const bagInput = z.strictObject({ requestId: z.uuid(), practitionerId: z.uuid() })
export const bagAdded = z.object({ placeId: z.uuid() })
export const ofLot = z.object({ lotId: z.uuid() })

export const bookInput = z.strictObject({ lotId: z.uuid(), ...page.shape })
export const bookLine = z.object({
  id: z.uuid(),
  kind: z.enum([
    ...TAKEN_BACK_KINDS,
    ...(['used', 'quarantined', 'released', 'recalled', 'reversed', 'discrepancy'] as const),
  ]),
  quantity: z.int(),
  /** Null: of the whole lot. */
  place: z.object({ kind: stockPlace.shape.kind, name: z.string().nullable() }).nullable(),
  reason: z.string().nullable(),
  byName: z.string().nullable(),
  at: z.iso.datetime(),
  /** Another line has taken it back. */
  takenBack: z.boolean(),
  mayTakeBack: z.boolean(),
})
export type BookLine = z.infer<typeof bookLine>

export const lotBook = z.object({
  lot: lyingLot,
  productId: z.uuid(),
  places: z.array(
    z.object({ ...stockPlace.pick({ id: true, kind: true, name: true }).shape, onHand: z.int(), open: z.boolean() }),
  ),
  /** Whether what is on hand is the sum of the lines, in every place. */
  agrees: z.boolean(),
  corrections: z.array(
    z.object({
      ...{ was: z.string().nullable(), correctedTo: z.string(), reason: z.string(), byName: z.string() },
      at: z.iso.datetime(),
    }),
  ),
  lines: z.array(bookLine),
  nextOffset: z.int().nullable(),
})
export type LotBook = z.infer<typeof lotBook>

export const suggestInput = z.strictObject({ placeId: z.uuid() })
/** What to open next in a room, for each size the lot that expires first; beside it the box that is open. */
export const suggestions = z.object({
  sizes: z.array(
    z.object({
      size: z.string(),
      open: lyingLot.pick({ id: true, lotNumber: true, productName: true, onHand: true }).nullable(),
      next: lyingLot.pick({ id: true, lotNumber: true, productName: true, expiryDate: true, onHand: true }).nullable(),
    }),
  ),
})
export type Suggestions = z.infer<typeof suggestions>

export const labelInput = z.strictObject({ placeId: z.uuid(), raw: typedText().max(1000) })
export const labelled = z.object({ lot: lyingLot })

export const watchList = z.object({
  /** Products of which fewer are left than somebody wants to have. */
  products: z.array(
    z.object({
      ...{ productId: z.uuid(), name: z.string(), size: z.string() },
      ...{ usable: z.int(), below: z.int().nullable(), low: z.boolean() },
    }),
  ),
  lots: z.array(
    z.object({
      lot: lyingLot,
      signs: z.array(z.enum(['expired', 'near-expiry', 'dead', 'set-aside'])),
      idleDays: z.int(),
    }),
  ),
})
export type WatchList = z.infer<typeof watchList>
