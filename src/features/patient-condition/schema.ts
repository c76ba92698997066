import { z } from 'zod'
import { typedText } from '#lib/text.ts'

const instant = z.iso.datetime()
const code = typedText().min(1).max(60)
const words = () => typedText().trim()

export const listInput = z.strictObject({
  patientId: z.uuid(),
  limit: z.int().min(1).max(100).default(50),
  offset: z.int().min(0).max(10_000).default(0),
})

const conditionRow = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  note: z.string().nullable(),
  sinceIso: instant,
  /** Who put it on record and why; null where that was not asked yet. */
  byName: z.string().nullable(),
  reason: z.string().nullable(),
  /** By which answer it is known: what was asked, and when it was answered. */
  answer: z.object({ question: z.string(), atIso: instant }).nullable(),
  ended: z.object({ atIso: instant, byName: z.string().nullable(), reason: z.string().nullable() }).nullable(),
})
export type ConditionRow = z.infer<typeof conditionRow>

/** Something that the last answers say and that is not on record. */
const saidRow = z.object({
  code: z.string(),
  name: z.string(),
  question: z.string(),
  atIso: instant,
  unsure: z.boolean(),
  note: z.string().nullable(),
  encounterId: z.uuid(),
  questionId: z.string(),
})
export type SaidRow = z.infer<typeof saidRow>

export const conditions = z.object({
  /** What stands first, what is over after it, the latest first. */
  conditions: z.array(conditionRow),
  nextOffset: z.int().nullable(),
  said: z.array(saidRow),
  /** Conditions that the clinic's questions and rules know and that are not on record. */
  choices: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Whether whoever reads may put something on record or end it: who has the person in their care. */
  mayKeep: z.boolean(),
})
export type Conditions = z.infer<typeof conditions>

export const addInput = z.strictObject({
  requestId: z.uuid(),
  patientId: z.uuid(),
  code,
  note: words().max(1000).default(''),
  /** Why it is put on record: who said so, which letter. */
  reason: words().min(3).max(1000),
  /** The answer that it is known by, where it is one. */
  answer: z
    .strictObject({ encounterId: z.uuid(), questionId: typedText().min(1).max(100) })
    .nullable()
    .default(null),
})
export const added = z.object({ conditionId: z.uuid() })

export const endInput = z.strictObject({
  requestId: z.uuid(),
  conditionId: z.uuid(),
  reason: words().min(3).max(1000),
})
export const ended = z.object({ conditionId: z.uuid() })
