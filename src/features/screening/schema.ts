import { z } from 'zod'
import { typedDate, typedText } from '#lib/text.ts'

export const answer = z.union([
  z.strictObject({
    value: z.enum(['yes', 'no', 'unsure', 'does-not-apply']),
    note: typedText().max(1000).optional(),
    /** Where on the body; what was needled elsewhere goes on hold there (Z12). */
    areaIds: z.array(typedText().min(1).max(100)).max(100).readonly().optional(),
    onDate: typedDate().optional(),
  }),
  z.strictObject({ value: z.literal('text'), note: typedText().max(2000) }),
])
export type Answer = z.infer<typeof answer>

export const answerInput = z.strictObject({
  requestId: z.uuid(),
  encounterId: z.uuid(),
  answers: z.record(typedText().max(40), answer),
})
export const answered = z.object({ encounterId: z.uuid() })

/** A question in the reader's language. */
export const question = z.object({
  id: z.string(),
  question: z.string(),
  help: z.string(),
  short: z.string(),
  /** None: free words. */
  choices: z.array(z.enum(['yes', 'no', 'unsure', 'does-not-apply'])),
  asksWhere: z.boolean(),
})
export type Question = z.infer<typeof question>

export const ofVisitInput = z.strictObject({ appointmentId: z.uuid() })
export const ofVisit = z.object({
  questions: z.array(question),
  answers: z.record(z.string(), answer),
  /** Earlier answers that may be shown again for confirmation. */
  answersToConfirm: z.record(z.string(), answer),
  /** What the patient said before the visit; null: nothing. It counts when it is confirmed. */
  saidAhead: z.object({ atIso: z.iso.datetime(), answers: z.record(z.string(), answer) }).nullable(),
})
export type ScreeningOutput = z.infer<typeof ofVisit>
