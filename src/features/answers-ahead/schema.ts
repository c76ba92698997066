import { z } from 'zod'
import { typedDate, typedText } from '#lib/text.ts'

const CHOICES = ['yes', 'no', 'unsure', 'does-not-apply'] as const

/** As much as is kept of one answer. */
export const LONGEST_NOTE = 1000

const said = z.union([
  z.strictObject({ value: z.enum(CHOICES), note: typedText().trim().max(LONGEST_NOTE).optional() }),
  z.strictObject({ value: z.literal('text'), note: typedText().trim().min(1).max(LONGEST_NOTE) }),
])
export type SaidAheadInput = z.infer<typeof said>

/** A visit whose questions can be answered beforehand. */
const visit = z.object({
  ...{ appointmentId: z.uuid(), patientName: z.string(), startIso: z.iso.datetime(), timeZone: z.string() },
  /** When they answered last; what they said is not shown again. */
  answeredIso: z.iso.datetime().nullable(),
})
export const mine = z.object({ visits: z.array(visit) })

export const askedInput = z.strictObject({ appointmentId: z.uuid() })
export const asked = z.object({
  visit,
  questions: z.array(
    z.object({
      ...{ id: z.string(), question: z.string(), help: z.string() },
      /** None: free words. */
      choices: z.array(z.enum(CHOICES)),
    }),
  ),
})
export type AheadQuestion = z.infer<typeof asked>['questions'][number]

export const giveInput = z.strictObject({
  ...{ requestId: z.uuid(), appointmentId: z.uuid() },
  answers: z.record(typedText().min(1).max(40), said).refine((all) => Object.keys(all).length <= 60),
})
export const given = z.object({ appointmentId: z.uuid() })

export const raisedInput = z.strictObject({ date: typedDate() })
export const raised = z.object({
  visits: z.array(
    z.object({
      ...{ appointmentId: z.uuid(), atIso: z.iso.datetime() },
      /** What was answered with yes or a doubt, or written, each in a word. */
      raised: z.array(z.string()),
    }),
  ),
})
