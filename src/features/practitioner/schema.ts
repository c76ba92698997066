import { z } from 'zod'
import { NEEDLING_TECHNIQUES } from '#domain/recovery/technique.ts'
import { typedDate, typedText } from '#lib/text.ts'

export const pageInput = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  offset: z.int().min(0).max(10_000).default(0),
})

const version = z.int().min(1)
const existing = z.strictObject({ id: z.uuid(), version }).nullable()
/** How many affected visits were looked at; null before anybody was told of any. */
const affected = {
  affectedSeen: z.int().min(0).max(100_000).nullable().default(null),
  /** From which of them on they are shown; beyond the first it is only looked, and nothing saved. */
  affectedFrom: z.int().min(0).max(100_000).default(0),
}
const technique = z.enum(NEEDLING_TECHNIQUES)
const gender = z.enum(['female', 'male', 'other'])

const practitionerShape = {
  name: typedText().trim().min(1).max(200),
  initials: typedText().trim().min(1).max(4),
  profession: typedText().trim().min(1).max(100),
  /** null: not asked; then nobody who needs a woman is booked with them. */
  gender: gender.nullable(),
  bookableOnline: z.boolean(),
  serviceIds: z.array(z.uuid()).max(200),
  /** Who signs their notes beside them; null: nobody has to. */
  supervisorId: z.uuid().nullable().default(null),
  /** false: does not treat here any more. */
  active: z.boolean(),
}

export const saveInput = z.strictObject({ requestId: z.uuid(), existing, ...affected, ...practitionerShape })
export type PractitionerToSave = Omit<z.infer<typeof saveInput>, 'requestId' | 'affectedFrom'>

/** ISO 3166: a country, or one of its parts where the law differs from part to part. */
const jurisdiction = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)

const credentialShape = {
  profession: typedText().trim().min(1).max(100),
  jurisdiction,
  number: typedText().trim().min(1).max(100),
  techniques: z.array(technique).min(1),
  validFrom: typedDate(),
  /** The last day; null while it has no end. */
  validUntil: typedDate().nullable(),
  /** Where it was seen: a certificate, a register. */
  source: typedText().trim().min(1).max(300),
}

export const saveCredentialInput = z.strictObject({
  requestId: z.uuid(),
  practitionerId: z.uuid(),
  existing,
  ...affected,
  ...credentialShape,
})
export type CredentialToSave = Omit<z.infer<typeof saveCredentialInput>, 'requestId' | 'affectedFrom'>

export const endCredentialInput = z.strictObject({
  requestId: z.uuid(),
  id: z.uuid(),
  version,
  ...affected,
  /** The last day on which it counted. */
  lastDay: typedDate(),
})

export const saved = z.object({ id: z.uuid(), version })

const problem = z.enum(['unknown', 'other-jurisdiction', 'not-granted', 'not-yet-valid', 'expired'])
export const standing = z.discriminatedUnion('state', [
  z.object({ state: z.literal('bookable'), until: z.iso.date().nullable(), endsSoon: z.boolean() }),
  z.object({ state: z.literal('not-bookable'), because: problem, from: z.iso.date().nullable() }),
])

export const credential = z.object({ id: z.uuid(), version, ...credentialShape })
export type CredentialRow = z.infer<typeof credential>

export const practitionerSetup = z.object({
  id: z.uuid(),
  version,
  ...practitionerShape,
  credentials: z.array(credential),
  /** For each technique that a service of theirs or a licence names, at each place of work. */
  standings: z.array(z.object({ technique, jurisdiction: z.string(), needed: z.boolean(), standing })),
})
export type PractitionerSetup = z.infer<typeof practitionerSetup>

export const setup = z.object({
  practitioners: z.array(practitionerSetup),
  /** Where the clinic works, by the law that holds there. */
  jurisdictions: z.array(z.string()),
  nextOffset: z.int().nullable(),
})
