import { z } from 'zod'
import { typedText } from '#lib/text.ts'

const instant = z.iso.datetime()
const command = { requestId: z.uuid() }
const words = typedText().max(20_000)

export const noteWords = z.object({
  subjective: z.string(),
  objective: z.string(),
  assessment: z.string(),
  plan: z.string(),
  text: z.string(),
})

const signature = z.object({
  name: z.string(),
  at: instant,
  /** Whether the words are those that were signed. */
  intact: z.boolean(),
  /** Whose name beside it is waited for or was given. */
  cosigner: z.string().nullable(),
  cosigned: z.object({ name: z.string(), at: instant, remark: z.string() }).nullable(),
})
export type Signature = z.infer<typeof signature>

const addendum = z.object({ id: z.uuid(), text: z.string(), reason: z.string(), byName: z.string(), at: instant })

const written = {
  /** 0: nothing is written yet. */
  version: z.int(),
  words: noteWords,
  signature: signature.nullable(),
  addenda: z.array(addendum),
}

export const ofVisitInput = z.strictObject({ appointmentId: z.uuid() })
export const noteOfVisit = z.object({
  encounterId: z.uuid().nullable(),
  status: z.string().nullable(),
  ...written,
  /** The patient's visit before this one, to be read beside it. */
  lastEncounterId: z.uuid().nullable(),
})
export type NoteOfVisit = z.infer<typeof noteOfVisit>

export const recordInput = z.strictObject({ encounterId: z.uuid() })
export const visitRecord = z.object({
  encounterId: z.uuid(),
  patientId: z.uuid(),
  patientName: z.string(),
  practitionerName: z.string(),
  serviceName: z.object({ en: z.string(), de: z.string() }),
  startedAt: instant,
  timeZone: z.string(),
  ...written,
  procedures: z.array(
    z.object({
      id: z.uuid(),
      areaName: z.string(),
      technique: z.string(),
      diameterMm: z.number(),
      lengthMm: z.number(),
      needles: z.int(),
      insertions: z.int(),
      retained: z.boolean(),
      comment: z.string(),
    }),
  ),
  /** What was done without needles. */
  treatments: z.array(z.object({ technique: z.string(), remark: z.string() })),
  scores: z.array(
    z.object({
      ...{ kind: z.enum(['pain', 'activity']), title: z.string(), value: z.int() },
      /** Of pain at the beginning or end of a treatment; null: how near a goal was. */
      moment: z.enum(['before', 'after']).nullable(),
    }),
  ),
  incidents: z.array(z.object({ id: z.uuid(), kind: z.string(), description: z.string() })),
  mayCosign: z.boolean(),
})
export type VisitRecord = z.infer<typeof visitRecord>

export const writeInput = z.strictObject({
  ...command,
  encounterId: z.uuid(),
  /** The version that was read; 0 before anything was written. */
  version: z.int().min(0),
  words: z.strictObject({ subjective: words, objective: words, assessment: words, plan: words, text: words }),
})
export const writtenOutput = z.object({ encounterId: z.uuid(), version: z.int() })

export const signInput = z.strictObject({ ...command, encounterId: z.uuid(), version: z.int().min(0) })
export const signed = z.object({ encounterId: z.uuid() })

export const cosignInput = z.strictObject({
  ...command,
  encounterId: z.uuid(),
  remark: typedText().trim().max(2000).default(''),
})

export const addInput = z.strictObject({
  ...command,
  encounterId: z.uuid(),
  text: typedText().trim().min(1).max(20_000),
  /** Why it was not in the record from the beginning. */
  reason: typedText().trim().min(1).max(500),
})
export const added = z.object({ addendumId: z.uuid() })

const page = { limit: z.int().min(1).max(100).default(50), offset: z.int().min(0).max(10_000).default(0) }
export const toCosignInput = z.strictObject(page)
export const toCosign = z.object({
  notes: z.array(
    z.object({
      encounterId: z.uuid(),
      patientName: z.string(),
      authorName: z.string(),
      cosignerName: z.string(),
      signedAt: instant,
      startedAt: instant,
    }),
  ),
  nextOffset: z.int().nullable(),
})

export const templateRow = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Of one's own, else everybody's at the clinic. */
  own: z.boolean(),
  subjective: z.string(),
  objective: z.string(),
  assessment: z.string(),
  plan: z.string(),
  version: z.int(),
})
export type NoteTemplate = z.infer<typeof templateRow>
export const templatesInput = z.strictObject(page)
export const templates = z.object({
  templates: z.array(templateRow),
  nextOffset: z.int().nullable(),
})

export const saveTemplateInput = z.strictObject({
  ...command,
  existing: z.strictObject({ id: z.uuid(), version: z.int().min(1) }).nullable(),
  name: typedText().trim().min(1).max(80),
  subjective: words,
  objective: words,
  assessment: words,
  plan: words,
  /** false: no longer offered. */
  active: z.boolean().default(true),
})
export const savedTemplate = z.object({ templateId: z.uuid() })
