import { z } from 'zod'
import { MOST_VISITS } from '#domain/appointment/visit-series.ts'
import { typedText } from '#lib/text.ts'

const command = { requestId: z.uuid() }
export const MOST_DAYS_BETWEEN = 90

export const ofVisitInput = z.strictObject({ appointmentId: z.uuid() })
export const planOfVisit = z.object({
  plan: z
    .object({
      id: z.uuid(),
      goal: z.string(),
      everyDays: z.int(),
      begunByName: z.string(),
      begunAt: z.iso.datetime(),
      visit: z.int(),
      of: z.int(),
      usedUp: z.boolean(),
      toBook: z.int(),
    })
    .nullable(),
  /** What the visits to come would be like: as this one. */
  wish: z.object({
    patientId: z.uuid(),
    serviceId: z.uuid(),
    areaIds: z.array(z.string()),
    areasUndecided: z.boolean(),
    practitionerId: z.uuid(),
  }),
})
export type PlanOfVisit = z.infer<typeof planOfVisit>

export const beginInput = z.strictObject({
  ...command,
  encounterId: z.uuid(),
  goal: typedText().trim().min(1).max(500),
  visits: z.int().min(1).max(MOST_VISITS),
  everyDays: z.int().min(1).max(MOST_DAYS_BETWEEN),
})
export const endInput = z.strictObject({
  ...command,
  encounterId: z.uuid(),
  planId: z.uuid(),
  reason: typedText().trim().min(1).max(300),
})
export const kept = z.object({ planId: z.uuid() })
