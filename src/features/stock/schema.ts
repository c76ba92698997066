import { z } from 'zod'

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
})
export const lying = z.object({ lots: z.array(lyingLot), nextOffset: z.int().nullable() })
export type Lying = z.infer<typeof lying>
