import { z } from 'zod'
import { MESSAGE_KINDS } from '#domain/aftercare/kinds.ts'
import { CHANNELS } from '#domain/contact/reach.ts'
import { typedText } from '#lib/text.ts'

const instant = z.iso.datetime()

export const aftercareListInput = z.strictObject({
  cursor: z.uuid().nullish(),
  limit: z.int().min(1).max(50).default(20),
})
export const aftercareInput = z.strictObject({ id: z.uuid() })

export const aftercareListOutput = z.object({
  messages: z.array(
    z.object({
      id: z.uuid(),
      /** Its subject, which tells messages of one visit apart; empty when it has not gone out. */
      about: z.string(),
      patientName: z.string(),
      visitStartsAt: instant,
      timeZone: z.string(),
      practitionerName: z.string(),
    }),
  ),
  nextCursor: z.uuid().nullable(),
})

/** The leaflet of one visit in the reader's language; every part is ready to be shown as it stands. */
export const aftercareOutput = z.object({
  id: z.uuid(),
  visitStartsAt: instant,
  timeZone: z.string(),
  practitionerName: z.string(),
  treated: z.string(),
  greeting: z.string(),
  intro: z.string(),
  sections: z.array(z.object({ key: z.string(), heading: z.string(), text: z.string(), urgent: z.boolean() })),
  closing: z.string(),
  demoNote: z.string(),
  /** Of their own country first, where it is another one. */
  emergencyPhones: z.array(z.string()),
})

/** What became of a text, as its provider tells it. */
export const deliveryInput = z.strictObject({
  communicationId: z.uuid(),
  providerId: z.string().max(100),
  delivery: z.enum(['delivered', 'undelivered']),
  code: z.string().max(20),
  isNoMobile: z.boolean(),
})
/** What a mail server tells of a message that it had taken. */
export const bounceInput = z.strictObject({
  communicationId: z.uuid(),
  isForGood: z.boolean(),
  status: z.string().max(20),
  diagnostic: typedText().max(1000),
})
export const bounced = z.object({ outcome: z.enum(['bounced', 'delayed', 'known', 'not-ours']) })

export const nothing = z.null()

/** What of the messages is shown: what somebody has to see to, or all in one state. */
export const SHOWN = ['to-see-to', 'due', 'sent', 'unknown', 'failed', 'withheld', 'all'] as const

export const messagesInput = z.strictObject({
  shown: z.enum(SHOWN).default('to-see-to'),
  /** Those of one person alone. */
  patientId: z.uuid().nullable().default(null),
  limit: z.int().min(1).max(100).default(50),
  cursor: z.uuid().nullable().default(null),
})

export const messages = z.object({
  messages: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(MESSAGE_KINDS),
      channel: z.enum(CHANNELS),
      status: z.enum(['due', 'sending', 'sent', 'unknown', 'failed', 'withheld']),
      /** Why it was withheld, or a word of the server's. */
      reason: z.string().nullable(),
      delivery: z.enum(['accepted', 'delivered', 'undelivered', 'bounced']).nullable(),
      attempt: z.int(),
      dueIso: instant,
      sentIso: instant.nullable(),
      sentTo: z.string().nullable(),
      patient: z.object({ id: z.uuid(), name: z.string(), phone: z.string().nullable() }),
      visitIso: instant.nullable(),
      timeZone: z.string().nullable(),
      maySendAgain: z.boolean(),
      /** Somebody is to call already. */
      calling: z.boolean(),
    }),
  ),
  nextCursor: z.uuid().nullable(),
})
export type Message = z.infer<typeof messages>['messages'][number]

export const aboutMessageInput = z.strictObject({ requestId: z.uuid(), communicationId: z.uuid() })
export const aboutMessage = z.object({ communicationId: z.uuid() })
