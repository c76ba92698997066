import { z } from 'zod'
import { typedText } from '#lib/text.ts'

const version = z.int().min(1)

/** BCP 47, the language and at most where it is spoken: `ar`, `pt-BR`. */
const language = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)

const common = {
  /** How much longer hands are on the patient because of it. */
  extraMinutes: z.int().min(0).max(120).default(0),
  /** What else there is to say of it, for those who arrange visits. */
  note: typedText().trim().max(500).nullable().default(null),
}

export const needToAdd = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('woman-practitioner'), ...common }),
  z.strictObject({ kind: z.literal('chaperone'), ...common }),
  z.strictObject({ kind: z.literal('interpreter'), language, ...common }),
  z.strictObject({ kind: z.literal('accessible-room'), ...common }),
  z.strictObject({ kind: z.literal('not-practitioner'), practitionerId: z.uuid(), ...common }),
  z.strictObject({ kind: z.literal('more-time'), ...common }),
])
export type NeedToAdd = z.infer<typeof needToAdd>

export const addInput = z.strictObject({
  requestId: z.uuid(),
  patientId: z.uuid(),
  /** How many affected visits were looked at; null before anybody was told of any. */
  affectedSeen: z.int().min(0).max(100_000).nullable().default(null),
  /** From which of them on they are shown; beyond the first it is only looked, and nothing saved. */
  affectedFrom: z.int().min(0).max(100_000).default(0),
  need: needToAdd,
})

export const endInput = z.strictObject({ requestId: z.uuid(), needId: z.uuid(), version })

export const saved = z.object({ id: z.uuid(), version })

export const listInput = z.strictObject({ patientId: z.uuid() })

export const need = z.object({
  id: z.uuid(),
  version,
  kind: z.enum(['woman-practitioner', 'chaperone', 'interpreter', 'accessible-room', 'not-practitioner', 'more-time']),
  /** Whom not to see. */
  practitionerName: z.string().nullable(),
  language: z.string().nullable(),
  extraMinutes: z.int(),
  /** Staff only. */
  note: z.string().nullable(),
})
export type Need = z.infer<typeof need>

export const needs = z.object({ needs: z.array(need) })
