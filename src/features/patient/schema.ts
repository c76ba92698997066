import { z } from 'zod'
import { typedDate, typedText } from '#lib/text.ts'

/** Enough to tell people of one name apart. */
export const patientLine = z.object({
  id: z.uuid(),
  name: z.string(),
  preferredName: z.string().nullable(),
  birthDate: z.iso.date().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
})
export type PatientLine = z.infer<typeof patientLine>

export const searchInput = z.strictObject({
  /** A name, part of one, or a telephone number. */
  text: typedText().trim().max(200),
  limit: z.int().min(1).max(50).default(10),
  offset: z.int().min(0).max(10_000).default(0),
})
export const searchOutput = z.object({ patients: z.array(patientLine), nextOffset: z.int().nullable() })

const optionalText = (max: number) =>
  typedText()
    .trim()
    .max(max)
    .nullable()
    .default(null)
    .transform((text) => (text === '' ? null : text))

export const createInput = z.strictObject({
  requestId: z.uuid(),
  /** However the person writes it: one letter, one name, any script. */
  name: typedText().trim().min(1).max(300),
  preferredName: optionalText(300),
  birthDate: typedDate().nullable().default(null),
  phone: optionalText(50),
  email: z.email().max(254).nullable().default(null),
  locale: z.enum(['en', 'de']).default('en'),
  pronouns: optionalText(50),
  needs: optionalText(1000),
  /** The candidates were looked at: this is somebody else. */
  notADuplicate: z.boolean().default(false),
})

export const created = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('created'), patient: patientLine }),
  z.object({ kind: z.literal('possible-duplicates'), candidates: z.array(patientLine) }),
])

export const summaryInput = z.strictObject({ patientId: z.uuid() })

export const summary = z.object({
  ...patientLine.shape,
  locale: z.string(),
  pronouns: z.string().nullable(),
  needs: z.string().nullable(),
  mergedIntoId: z.uuid().nullable(),
  version: z.int(),
  /** How many others have nearly the same name: ask for the birth date. */
  namesakes: z.int(),
  /** null for eyes that the clinical record is closed to. */
  conditions: z.array(z.object({ code: z.string(), note: z.string().nullable() })).nullable(),
  /** Whether this person may ask for the record, which is then open to them or closed. */
  mayOpenRecord: z.boolean(),
  visitsDone: z.int(),
  missedVisits: z.int(),
  lateCancellations: z.int(),
  lastVisitIso: z.iso.datetime().nullable(),
  nextVisits: z.array(
    z.object({
      id: z.uuid(),
      startIso: z.iso.datetime(),
      timeZone: z.string(),
      serviceName: z.string(),
      practitionerName: z.string(),
      status: z.string(),
      version: z.int(),
    }),
  ),
})

export const mine = z.object({ people: z.array(z.object({ id: z.uuid(), name: z.string(), relation: z.string() })) })
