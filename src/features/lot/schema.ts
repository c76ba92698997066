import { z } from 'zod'
import { typedText } from '#lib/text.ts'

export const page = z.strictObject({ cursor: z.uuid().nullish(), limit: z.int().min(1).max(100).default(50) })

export const lotRow = z.object({
  id: z.uuid(),
  productName: z.string(),
  /** Diameter × length in millimetres, as on the label. */
  size: z.string(),
  lotNumber: z.string(),
  /** The last day on which it may be used, `YYYY-MM-DD`. */
  expiryDate: z.string(),
  expiry: z.enum(['expired', 'last-day', 'near', 'fine']),
  daysLeft: z.int(),
  status: z.enum(['active', 'quarantined', 'recalled']),
  onHand: z.int(),
})
export type LotRow = z.infer<typeof lotRow>

export const lotList = z.object({ lots: z.array(lotRow), nextCursor: z.uuid().nullable() })

export const reachedPerson = z.object({
  lotUseId: z.uuid(),
  patientId: z.uuid(),
  name: z.string(),
  birthDate: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  usedAt: z.iso.datetime(),
  practitionerName: z.string(),
  needles: z.int(),
  /** Saved although a rule was broken, for example after the recall. */
  deviation: z.boolean(),
})
export type ReachedPerson = z.infer<typeof reachedPerson>

export const lotTrace = z.object({
  lot: lotRow,
  recalls: z.array(
    z.object({ id: z.uuid(), reason: z.string(), reference: z.string().nullable(), openedAt: z.iso.datetime() }),
  ),
  peopleReached: z.int(),
  uses: z.array(reachedPerson),
  nextCursor: z.uuid().nullable(),
})

export const lotTraceInput = z.strictObject({ lotId: z.uuid(), ...page.shape })

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
  lotNumber: z.string(),
  expiryDate: z.string(),
  onHand: z.int(),
})
export type ScannedLot = z.infer<typeof scannedLot>

export const recallInput = z.strictObject({
  requestId: z.uuid(),
  lotId: z.uuid(),
  reason: typedText().trim().min(3).max(2000),
  reference: typedText().trim().max(200).nullish(),
})
export const recalled = z.object({ recallId: z.uuid() })
