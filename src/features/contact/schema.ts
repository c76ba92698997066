import { z } from 'zod'
import { CHANNELS, CHOICE_PURPOSES } from '#domain/contact/reach.ts'
import { typedText } from '#lib/text.ts'

const channel = z.enum(CHANNELS)
const standing = z.enum(['yes', 'stopped', 'not-agreed', 'wrong-person'])

export const reachInput = z.strictObject({ patientId: z.uuid() })

/** How somebody is reached now, and what they said about it, the latest first. */
export const reach = z.object({
  patientId: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  phoneKind: z.enum(['mobile', 'landline']).nullable(),
  /** What the number itself tells. */
  numberKind: z.enum(['mobile', 'landline', 'unknown']).nullable(),
  preferred: channel.nullable(),
  timeZone: z.string().nullable(),
  version: z.int(),
  textsAreSetUp: z.boolean(),
  /** How a message about care, and one about a visit, would go now; null: not at all. */
  care: channel.nullable(),
  visits: channel.nullable(),
  standings: z.array(z.object({ channel, purpose: z.enum(['care', 'visits']), standing })),
  mayNameTreatment: z.boolean(),
  /** Others who have the same telephone. */
  sharedWith: z.int(),
  history: z.array(
    z.object({
      id: z.uuid(),
      channel,
      purpose: z.enum(CHOICE_PURPOSES),
      agrees: z.boolean(),
      how: z.enum(['desk', 'portal', 'reply', 'mail-link', 'provider', 'before']),
      byName: z.string(),
      note: z.string(),
      atIso: z.iso.datetime(),
    }),
  ),
})
export type ContactReach = z.infer<typeof reach>

export const chooseInput = z.strictObject({
  requestId: z.uuid(),
  patientId: z.uuid(),
  channel,
  purpose: z.enum(['all', 'care', 'visits', 'detail']),
  agrees: z.boolean(),
  /** How the clinic knows; patients say it themselves. */
  note: typedText().trim().max(300).default(''),
})
export const chosen = z.object({ patientId: z.uuid() })

const zone = typedText()
  .max(60)
  .refine((name) => Intl.supportedValuesOf('timeZone').includes(name))

export const saveInput = z.strictObject({
  requestId: z.uuid(),
  patientId: z.uuid(),
  version: z.int(),
  email: z.email().max(254).nullable(),
  phone: typedText().trim().min(1).max(50).nullable(),
  phoneKind: z.enum(['mobile', 'landline']).nullable(),
  preferred: channel.nullable(),
  timeZone: zone.nullable(),
})
export const saved = z.object({ patientId: z.uuid(), version: z.int() })

/** A link in a message that was pressed: no more of this, or this is somebody else. */
export const linkInput = z.strictObject({ communicationId: z.uuid(), says: z.enum(['stop', 'not-me']) })
export const linkAbout = z.strictObject({ communicationId: z.uuid() })
export const aboutLink = z.object({ purpose: z.enum(['care', 'visits']), name: z.string() }).nullable()
export const nothing = z.null()
