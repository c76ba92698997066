import { z } from 'zod'
import { typedText } from '#lib/text.ts'

/** What is done without needles, as techniques are named. */
export const WITHOUT_NEEDLES = ['cupping', 'moxibustion', 'laser', 'manual-therapy', 'exercise-advice'] as const

export const ofVisitInput = z.strictObject({ appointmentId: z.uuid() })
export const treatments = z.object({
  treatments: z.array(z.object({ technique: z.string(), remark: z.string() })),
})

export const recordInput = z.strictObject({
  requestId: z.uuid(),
  encounterId: z.uuid(),
  technique: z.enum(WITHOUT_NEEDLES),
  /** false: it was not done after all. */
  done: z.boolean(),
  remark: typedText().trim().max(500).default(''),
})
export const recorded = z.object({ encounterId: z.uuid() })
