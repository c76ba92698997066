import { z } from 'zod'
import { TOPICS } from '#domain/aftercare/text.ts'
import { locales } from '#words/locale.ts'

const inBoth = z.object({ en: z.string(), de: z.string() })
const locale = z.enum(locales)
const instant = z.iso.datetime()

/** Parts of texts, ready to be changed; nobody has approved them. */
export const library = z.object({
  parts: z.array(z.object({ topic: z.enum(TOPICS), heading: inBoth, words: inBoth, source: z.string() })),
})

/** A text in the reader's language; every part is ready to be shown as it stands. */
const text = z.object({
  subject: z.string(),
  greeting: z.string(),
  intro: z.string(),
  treated: z.string(),
  sections: z.array(z.object({ key: z.string(), heading: z.string(), text: z.string(), urgent: z.boolean() })),
  sms: z.string(),
  link: z.string(),
  closing: z.string(),
  demoNote: z.string(),
})

const ofVisit = {
  locale,
  patientName: z.string(),
  practitionerName: z.string(),
  visitStartsAt: instant,
  timeZone: z.string(),
}

export const leafletInput = z.strictObject({
  appointmentId: z.uuid(),
  /** null: the language that the patient reads. */
  locale: locale.nullable().default(null),
})
export const leaflet = z.object({
  ...ofVisit,
  clinic: z.object({ name: z.string(), phone: z.string(), address: z.string() }),
  texts: z.array(text),
})

export const visitsInput = z.strictObject({
  limit: z.int().min(1).max(50).default(20),
  offset: z.int().min(0).max(10_000).default(0),
})
/** Visits that a text can be tried on. */
export const visits = z.object({
  visits: z.array(
    z.object({
      messageId: z.uuid(),
      patientName: z.string(),
      chestWarning: z.boolean(),
      startsAt: instant,
      timeZone: z.string(),
    }),
  ),
  nextOffset: z.int().nullable(),
})

export const previewInput = z.strictObject({
  versionId: z.uuid(),
  messageId: z.uuid(),
  /** null: the language that the patient reads. */
  locale: locale.nullable().default(null),
})
export const preview = z.object({
  ...ofVisit,
  messageId: z.uuid(),
  clinic: z.object({ name: z.string(), slug: z.string(), phone: z.string(), address: z.string() }),
  text,
})
export type Preview = z.infer<typeof preview>
