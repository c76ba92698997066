import { z } from 'zod'
import { typedText } from '#lib/text.ts'

const instant = z.iso.datetime()
const locale = z.enum(['en', 'de'])

/** One part of the paper, in both languages: whoever signs chooses which to read. */
export const paperPart = z.object({
  part: z.string(),
  riskZone: z.string().nullable(),
  heading: z.object({ en: z.string(), de: z.string() }),
  words: z.object({ en: z.string(), de: z.string() }),
  source: z.string(),
  approvedBy: z.string().nullable(),
})
export type PaperPart = z.infer<typeof paperPart>

export const paper = z.object({
  version: z.string(),
  technique: z.string(),
  parts: z.array(paperPart),
  guardianSigns: z.boolean(),
  childAssents: z.boolean(),
})
export type Paper = z.infer<typeof paper>

/** A consent as it is shown afterwards; the signature itself stays where it is. */
export const kept = z.object({
  id: z.uuid(),
  technique: z.string(),
  signedName: z.string(),
  signerRelation: z.string(),
  signedIso: instant,
  textVersion: z.string(),
  /** Before the visit, at the patients' pages. */
  beforehand: z.boolean(),
  interpreter: z.string().nullable(),
  teachBack: z.string().nullable(),
  withdrawn: z.object({ atIso: instant, by: z.enum(['staff', 'patient']) }).nullable(),
  /** Where its copy is: handed to the mail server when, or why not. */
  copy: z.object({ status: z.string(), sentIso: instant.nullable() }).nullable(),
})
export type Kept = z.infer<typeof kept>

export const ofVisitInput = z.strictObject({ appointmentId: z.uuid() })
export const ofVisit = z.object({
  /** Null in a visit without needles. */
  paper: paper.nullable(),
  kept: z.array(kept),
  /** Needles are in and the consent to them was taken back. */
  takeOut: z.boolean(),
  mayWithdraw: z.boolean(),
})
export type ConsentOfVisit = z.infer<typeof ofVisit>

const signatureShape = {
  requestId: z.uuid(),
  signedName: typedText().trim().min(1).max(300),
  /** A child who is asked besides a guardian agrees. */
  assents: z.boolean().default(false),
  textVersion: typedText().max(40),
  locale,
}

export const signInput = z.strictObject({
  ...signatureShape,
  encounterId: z.uuid(),
  signerRelation: z.enum(['self', 'guardian', 'representative']),
  /** Strokes as drawn, each a list of x,y pairs; empty when the name was typed as the signature. */
  strokes: z.array(z.array(z.number().min(-5000).max(5000)).max(4000)).max(200),
})
export const signed = z.object({ consentId: z.uuid() })

export const signOwnInput = z.strictObject({ ...signatureShape, appointmentId: z.uuid() })
export const ownPaperInput = z.strictObject({ appointmentId: z.uuid() })

export const withdrawInput = z.strictObject({
  requestId: z.uuid(),
  consentId: z.uuid(),
  /** Nobody owes one. */
  reason: typedText().trim().max(2000).default(''),
})
export const withdrawn = z.object({ consentId: z.uuid(), needlesIn: z.int() })

export const talkInput = z.strictObject({
  requestId: z.uuid(),
  consentId: z.uuid(),
  interpreter: typedText().trim().max(300).default(''),
  teachBack: typedText().trim().max(2000).default(''),
})

export const mine = z.object({
  /** Visits to come whose paper can be read and signed now. */
  due: z.array(z.object({ appointmentId: z.uuid(), patientName: z.string(), startIso: instant, timeZone: z.string() })),
  kept: z.array(kept.extend({ patientName: z.string() })),
})
