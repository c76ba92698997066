import { z } from 'zod'
import { typedText } from '#lib/text.ts'

export const policy = z.object({
  version: z.int(),
  secondCount: z.boolean(),
  deskAfterMinutes: z.int(),
  everyoneAfterMinutes: z.int(),
  sharpsDays: z.int(),
  manualName: z.string(),
  manualUrl: z.string(),
  source: z.string(),
  /** Null: no clinician has approved it. */
  approvedBy: z.string().nullable(),
})
export type SafetyPolicyOutput = z.infer<typeof policy>

export const clinicText = z.object({
  id: z.uuid(),
  key: z.string(),
  title: z.string(),
  steps: z.array(z.string()),
  source: z.string(),
  approvedBy: z.string().nullable(),
  version: z.int(),
})
export type ClinicTextOutput = z.infer<typeof clinicText>
export const texts = z.object({ texts: z.array(clinicText) })

export const saveInput = z
  .strictObject({
    requestId: z.uuid(),
    /** The version that was seen; a later one is not overwritten. */
    version: z.int().min(0),
    secondCount: z.boolean(),
    deskAfterMinutes: z.int().min(0).max(60),
    everyoneAfterMinutes: z.int().min(0).max(120),
    sharpsDays: z.int().min(1).max(366),
    manualName: typedText().trim().max(200),
    manualUrl: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(500)]),
    source: typedText().trim().min(1).max(1000),
  })
  .refine((given) => given.everyoneAfterMinutes >= given.deskAfterMinutes, { path: ['everyoneAfterMinutes'] })
export const savedPolicy = z.object({ version: z.int() })
