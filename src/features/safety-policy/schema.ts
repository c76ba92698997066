import { z } from 'zod'

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
