import { z } from 'zod'

export const standing = z.object({
  date: z.string(),
  closedAt: z.iso.datetime().nullable(),
  closedByName: z.string().nullable(),
  needlesIn: z.array(
    z.object({
      encounterId: z.uuid(),
      patientName: z.string(),
      roomName: z.string(),
      practitionerName: z.string(),
      sinceIso: z.iso.datetime(),
    }),
  ),
})
export const closeInput = z.strictObject({ requestId: z.uuid() })
export const closed = z.object({ date: z.string() })
