import { z } from 'zod'
import { typedText } from '#lib/text.ts'

const command = { requestId: z.uuid() }
const instant = z.iso.datetime()

export const ofVisitInput = z.strictObject({ appointmentId: z.uuid() })
export const letterRow = z.object({
  id: z.uuid(),
  toWhom: z.string(),
  reason: z.string(),
  writtenByName: z.string(),
  writtenAt: instant,
  sentAt: instant.nullable(),
  replyDueOn: z.iso.date().nullable(),
  reply: z.string().nullable(),
  repliedAt: instant.nullable(),
  repliedByName: z.string().nullable(),
  state: z.enum(['written', 'waiting', 'overdue', 'replied', 'withdrawn']),
})
export type LetterRow = z.infer<typeof letterRow>
export const letters = z.object({
  letters: z.array(letterRow),
  /** After how many days without a reply somebody asks; null without a policy. */
  replyDays: z.int().nullable(),
})

export const letterInput = z.strictObject({ id: z.uuid() })
/** What stands in the letter. */
export const letterFacts = z.object({
  locale: z.enum(['en', 'de']),
  clinicName: z.string(),
  clinicPhone: z.string(),
  address: z.string(),
  timeZone: z.string(),
  patientName: z.string(),
  birthDate: z.iso.date().nullable(),
  toWhom: z.string(),
  reason: z.string(),
  findings: z.string(),
  request: z.string(),
  writtenByName: z.string(),
  profession: z.string(),
  writtenAt: instant,
})
export type LetterFacts = z.infer<typeof letterFacts>

export const writeInput = z.strictObject({
  ...command,
  encounterId: z.uuid(),
  locale: z.enum(['en', 'de']),
  toWhom: typedText().trim().min(1).max(500),
  reason: typedText().trim().min(1).max(5000),
  findings: typedText().trim().max(10_000),
  request: typedText().trim().min(1).max(5000),
})
export const sendInput = z.strictObject({ ...command, id: z.uuid() })
export const replyInput = z.strictObject({ ...command, id: z.uuid(), reply: typedText().trim().min(1).max(20_000) })
export const withdrawInput = z.strictObject({ ...command, id: z.uuid(), reason: typedText().trim().min(1).max(300) })
export const kept = z.object({ id: z.uuid() })
