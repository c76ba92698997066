import { z } from 'zod'
import { typedDate, typedText } from '#lib/text.ts'

export const pageInput = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  offset: z.int().min(0).max(10_000).default(0),
})

const version = z.int().min(1)

/** BCP 47, the language and at most where it is spoken: `ar`, `pt-BR`. */
export const language = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)

const attendantShape = {
  name: typedText().trim().min(1).max(200),
  kind: z.enum(['chaperone', 'interpreter']),
  /** Of an interpreter; a chaperone has none. */
  languages: z.array(language).max(20),
  /** Away from the first day to the last, both included; without a last one until further notice. */
  awayFrom: typedDate().nullable().default(null),
  awayUntil: typedDate().nullable().default(null),
  /** false: does not come any more. */
  active: z.boolean(),
}

export const saveInput = z.strictObject({
  requestId: z.uuid(),
  existing: z.strictObject({ id: z.uuid(), version }).nullable(),
  /** How many affected visits were looked at; null before anybody was told of any. */
  affectedSeen: z.int().min(0).max(100_000).nullable().default(null),
  /** From which of them on they are shown; beyond the first it is only looked, and nothing saved. */
  affectedFrom: z.int().min(0).max(100_000).default(0),
  ...attendantShape,
})
export type AttendantToSave = Omit<z.infer<typeof saveInput>, 'requestId' | 'affectedFrom'>

export const saved = z.object({ id: z.uuid(), version })

export const attendantSetup = z.object({ id: z.uuid(), version, ...attendantShape, languages: z.array(z.string()) })
export type AttendantSetup = z.infer<typeof attendantSetup>

export const setup = z.object({ attendants: z.array(attendantSetup), nextOffset: z.int().nullable() })
