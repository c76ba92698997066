import { z } from 'zod'

export const currentSession = z.strictObject({
  kind: z.enum(['staff', 'patient']),
  name: z.string(),
  roles: z.array(z.enum(['owner', 'practitioner', 'assistant', 'desk', 'patient'])),
  practitionerId: z.uuid().nullable(),
  clinicalLead: z.boolean(),
  clinic: z.strictObject({
    name: z.string(),
    slug: z.string(),
    locale: z.string(),
    /** IANA name: times are shown where they happen. */
    timeZone: z.string(),
    demo: z.boolean(),
    /** Nobody at a screen of the staff for so long: it locks. */
    lockAfterMinutes: z.int(),
  }),
})

export type CurrentSession = z.infer<typeof currentSession>
