import { z } from 'zod'

export const services = z.object({
  services: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      description: z.string(),
      minutes: z.int(),
      /** Whether areas are asked for: needles are used. */
      needling: z.boolean(),
      /** Staff only; null for a visit without needling and for patients. */
      technique: z.string().nullable(),
      segments: z.array(z.object({ kind: z.enum(['hands-on', 'resting', 'removal']), minutes: z.int() })),
      bufferBeforeMinutes: z.int(),
      bufferAfterMinutes: z.int(),
      bookableOnline: z.boolean(),
      minNoticeMinutes: z.int(),
      maxAheadDays: z.int(),
      practitioners: z.array(z.object({ id: z.uuid(), name: z.string() })),
    }),
  ),
})
