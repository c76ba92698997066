import { z } from 'zod'
import { BROKEN_RULES } from '#domain/lot/stock.ts'
import { typedDate, typedText } from '#lib/text.ts'

const key = z.strictObject({ encounterId: z.uuid(), lotId: z.uuid() })
const page = { limit: z.int().min(1).max(500).default(50), cursor: key.nullish() }

export const lotInput = z.strictObject({ lotId: z.uuid(), ...page })
export const personInput = z.strictObject({ patientId: z.uuid(), ...page })
/** A practitioner's local day. */
export const dayInput = z.strictObject({ practitionerId: z.uuid(), date: typedDate(), ...page })

export const findInput = z.strictObject({ text: typedText().trim().min(1).max(40) })
export const foundLots = z.object({
  lots: z.array(z.object({ id: z.uuid(), lotNumber: z.string().nullable(), name: z.string(), size: z.string() })),
})
/** Where and of whom a list is. */
export const place = z.object({ zone: z.string(), clinicName: z.string() })
export const practitioners = z.object({ practitioners: z.array(z.object({ id: z.uuid(), name: z.string() })) })

/** Needles of one lot in one visit. */
const row = z.object({
  encounterId: z.string(),
  lotId: z.string(),
  patientId: z.string(),
  name: z.string(),
  birthDate: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  usedIso: z.string(),
  practitionerName: z.string(),
  productName: z.string(),
  size: z.string(),
  lotNumber: z.string().nullable(),
  expiryDate: z.string().nullable(),
  status: z.enum(['active', 'quarantined', 'recalled']),
  /** Null: needles of it are in, and nobody has written down how many. */
  needles: z.int().nullable(),
  /** Saved although a rule was broken, for example after the recall. */
  deviation: z.boolean(),
  /** Which rules those were. */
  broke: z.array(z.enum(BROKEN_RULES)),
  /** Whose hand opened the box, when and where; null when nobody scanned it. */
  openedByName: z.string().nullable(),
  openedIso: z.string().nullable(),
  roomName: z.string().nullable(),
})
export type TraceRow = z.infer<typeof row>

/** What is traced, in words of its own, and its rows, the latest visit first. */
export const trace = z.object({
  title: z.string(),
  detail: z.string(),
  rows: z.array(row),
  next: key.nullable(),
})
export type Trace = z.infer<typeof trace>
