import { z } from 'zod'
import { typedDate, typedText } from '#lib/text.ts'

const instant = z.iso.datetime()

/** Records that were opened, sign-ins, or everything that was done. */
export const KINDS = ['opened', 'signed-in', 'all'] as const

const place = z.strictObject({ atIso: instant, id: z.uuid() })

export const trailInput = z.strictObject({
  kind: z.enum(KINDS).default('opened'),
  /** Of one person; those who do not own the clinic see their own deeds whatever is asked. */
  identityId: typedText().max(100).nullable().default(null),
  /** From this day on, and up to and with that one, in the clinic's zone. */
  fromDate: typedDate().nullable().default(null),
  toDate: typedDate().nullable().default(null),
  limit: z.int().min(1).max(100).default(50),
  cursor: place.nullable().default(null),
})

export const deed = z.object({
  id: z.uuid(),
  atIso: instant,
  byName: z.string().nullable(),
  action: z.string(),
  patientName: z.string().nullable(),
})
export type Deed = z.infer<typeof deed>

export const trail = z.object({
  deeds: z.array(deed),
  nextCursor: place.nullable(),
  timeZone: z.string(),
  /** Whom one may ask about; empty for those who see their own deeds only. */
  people: z.array(z.object({ identityId: z.string(), name: z.string() })),
})

export const openingsInput = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  cursor: place.nullable().default(null),
})
/** Who opened one's record, and when: nothing of what they read. */
export const myOpenings = z.object({
  openings: z.array(z.object({ id: z.uuid(), atIso: instant, byName: z.string(), patientName: z.string() })),
  nextCursor: place.nullable(),
})
