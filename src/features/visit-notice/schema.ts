import { z } from 'zod'
import { MESSAGE_KINDS } from '#domain/aftercare/kinds.ts'
import { CHANNELS } from '#domain/contact/reach.ts'

const instant = z.iso.datetime()

export const noticesInput = z.strictObject({
  appointmentId: z.uuid(),
  cursor: z.uuid().nullish(),
  limit: z.int().min(1).max(50).default(20),
})

/** Everything that was or will be sent about a visit, the latest first. */
export const notices = z.object({
  notices: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(MESSAGE_KINDS),
      status: z.enum(['due', 'sending', 'sent', 'unknown', 'failed', 'withheld']),
      /** Why it was withheld; null for what went out, and for what a server answered. */
      reason: z.string().nullable(),
      /** How it went; of what is still to go out it is decided then. */
      channel: z.enum(CHANNELS),
      dueIso: instant,
      sentIso: instant.nullable(),
      delivery: z.enum(['accepted', 'delivered', 'undelivered', 'bounced']).nullable(),
    }),
  ),
  nextCursor: z.uuid().nullable(),
})
export type Notice = z.infer<typeof notices>['notices'][number]
