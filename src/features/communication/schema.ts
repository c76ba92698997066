import { z } from 'zod'

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
})

/** What became of a text, as its provider tells it. */
export const deliveryInput = z.strictObject({
  communicationId: z.uuid(),
  providerId: z.string().max(100),
  delivery: z.enum(['delivered', 'undelivered']),
  code: z.string().max(20),
  isNoMobile: z.boolean(),
})
export const nothing = z.null()
