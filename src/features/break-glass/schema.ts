import { z } from 'zod'
import { typedText } from '#lib/text.ts'

const instant = z.iso.datetime()

export const LEAST_REASON = 10

export const openInput = z.strictObject({
  requestId: z.uuid(),
  patientId: z.uuid(),
  reason: typedText().trim().min(LEAST_REASON).max(1000),
})
export const opened = z.object({ expiresIso: instant })

export const recordInput = z.strictObject({
  patientId: z.uuid(),
  limit: z.int().min(1).max(50).default(20),
  offset: z.int().min(0).max(10_000).default(0),
})

/** One person's record as far as it is open to whoever asks: its visits; each is read by itself. */
export const record = z.object({
  patientId: z.uuid(),
  patientName: z.string(),
  birthDate: z.string().nullable(),
  /** In their care, opened with a reason until then, or closed to them. */
  standing: z.enum(['in-care', 'opened', 'closed']),
  openUntilIso: instant.nullable(),
  /** Whether what is known of the person's health is theirs to read: the owner reads visits alone. */
  readsConditions: z.boolean(),
  /** How long it would be open. */
  minutes: z.int(),
  visits: z.array(
    z.object({
      encounterId: z.uuid(),
      appointmentId: z.uuid(),
      version: z.int(),
      /** Whether whoever reads it may say that the whole visit was an error (Z6). */
      mayEnterInError: z.boolean(),
      startedIso: instant,
      timeZone: z.string(),
      serviceName: z.object({ en: z.string(), de: z.string() }),
      practitionerName: z.string(),
      status: z.string(),
    }),
  ),
  nextOffset: z.int().nullable(),
})
export type OpenedRecord = z.infer<typeof record>

const finding = z.enum(['in-order', 'to-be-talked-about'])

export const listInput = z.strictObject({
  /** Those that nobody has looked into yet, or those that somebody has. */
  reviewed: z.boolean().default(false),
  limit: z.int().min(1).max(100).default(50),
  offset: z.int().min(0).max(10_000).default(0),
})

export const opening = z.object({
  id: z.uuid(),
  patientName: z.string(),
  byName: z.string(),
  reason: z.string(),
  openedIso: instant,
  expiresIso: instant,
  review: z.object({ atIso: instant, byName: z.string(), finding, remark: z.string() }).nullable(),
  /** Nobody looks into what they did themselves. */
  mayReview: z.boolean(),
  version: z.int(),
})
export type Opening = z.infer<typeof opening>
export const openings = z.object({ openings: z.array(opening), nextOffset: z.int().nullable(), waiting: z.int() })

export const reviewInput = z
  .strictObject({
    requestId: z.uuid(),
    id: z.uuid(),
    version: z.int().min(1),
    finding,
    remark: typedText().trim().max(2000).default(''),
  })
  .refine((review) => review.finding === 'in-order' || review.remark !== '', { path: ['remark'] })
export const reviewed = z.object({ id: z.uuid() })
