import { z } from 'zod'
import { TIERS } from '#domain/aftercare/triage.ts'

const instant = z.iso.datetime()
const month = z.string().regex(/^20\d\d-(?:0[1-9]|1[0-2])$/)

export const visitInput = z.strictObject({ appointmentId: z.uuid() })

export const sentMessage = z.object({
  id: z.uuid(),
  kind: z.string(),
  /** Which text it was; null for those who do not read what was done. */
  text: z.string().nullable(),
  channel: z.enum(['email', 'sms']),
  status: z.string(),
  /** Why it was withheld. */
  reason: z.string().nullable(),
  delivery: z.string().nullable(),
  dueIso: instant,
  sentIso: instant.nullable(),
  deliveredIso: instant.nullable(),
})
export type SentMessage = z.infer<typeof sentMessage>

export const visitAnswer = z.object({
  id: z.uuid(),
  atIso: instant,
  via: z.enum(['link', 'portal', 'sms']),
  /** Null for those who do not read it. */
  tier: z.enum(TIERS).nullable(),
  needsReading: z.boolean(),
  /** Who of the clinic took it on, when, and when it was closed. */
  takenBy: z.string().nullable(),
  takenIso: instant.nullable(),
  doneIso: instant.nullable(),
})
export type VisitAnswer = z.infer<typeof visitAnswer>

export const visitProof = z.object({
  timeZone: z.string(),
  messages: z.array(sentMessage),
  answers: z.array(visitAnswer),
})

export const monthInput = z.strictObject({ month: month.nullable().default(null) })

const count = z.int().min(0)
export const rates = z.object({
  messages: count,
  sent: count,
  delivered: count,
  returned: count,
  unknown: count,
  failed: count,
  withheld: count,
  waiting: count,
  why: z.array(z.object({ reason: z.string(), count })),
  asked: count,
  answered: count,
  tiers: z.record(z.enum(TIERS), count),
})
export type RatesOutput = z.infer<typeof rates>

export const monthProof = z.object({
  month,
  /** The last twelve months, first to last. */
  months: z.array(z.object({ month, rates })),
  /** What the month consists of: each plan, or what else was sent, with each practitioner. */
  rows: z.array(
    z.object({
      plan: z.string().nullable(),
      planName: z.string().nullable(),
      kind: z.string().nullable(),
      practitionerName: z.string().nullable(),
      rates,
    }),
  ),
})
export type MonthProof = z.infer<typeof monthProof>
