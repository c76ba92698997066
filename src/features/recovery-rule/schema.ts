import { z } from 'zod'
import { MOST_REST } from '#domain/recovery/decide-rule.ts'
import { typedDate, typedText } from '#lib/text.ts'

const instant = z.iso.datetime()
const technique = z.enum(['deep-dry-needling', 'superficial-dry-needling', 'body-acupuncture', 'electro-needling'])
const relation = z.enum(['same', 'neighbour', 'anywhere'])
const unit = z.enum(['hours', 'days'])

const page = { limit: z.int().min(1).max(100).default(20), cursor: z.uuid().nullable().default(null) }

/** A rule of the clinic with its story. */
export const rule = z.object({
  id: z.uuid(),
  technique,
  relation,
  amount: z.int(),
  unit,
  toleranceMinutes: z.int(),
  source: z.string(),
  state: z.enum(['draft', 'in-force']),
  validFrom: z.iso.date(),
  version: z.int(),
  /** null while nobody has approved it; the hour is not known of rules that came with the clinic. */
  approved: z.object({ byName: z.string(), atIso: instant.nullable() }).nullable(),
  draftedByName: z.string().nullable(),
  /** A draft that was taken back. */
  withdrawn: z.object({ atIso: instant, byName: z.string(), reason: z.string() }).nullable(),
})
export type Rule = z.infer<typeof rule>

/** What holds for one technique in one place, what is to follow, and what waits to be approved. */
export const policyEntry = z.object({
  technique,
  relation,
  current: rule.nullable(),
  coming: z.array(rule),
  draft: rule.nullable(),
})
export type PolicyEntry = z.infer<typeof policyEntry>

export const policy = z.object({
  /** Today where the clinic is. */
  date: z.iso.date(),
  timeZone: z.string(),
  entries: z.array(policyEntry),
  mayApprove: z.boolean(),
})

export const historyInput = z.strictObject({ technique, relation, ...page })
export const history = z.object({ rules: z.array(rule), nextCursor: z.uuid().nullable() })

const amountFits = ({ amount, unit }: { amount: number; unit: 'hours' | 'days' }): boolean => amount <= MOST_REST[unit]
const amountShape = { amount: z.int().min(0).max(MOST_REST.hours), unit }
const tooMuch = { path: ['amount'] }

const proposalShape = {
  technique,
  relation,
  ...amountShape,
  toleranceMinutes: z.int().min(0).max(1440),
  /** From which day on, where the clinic is. */
  validFrom: typedDate(),
}

export const draftInput = z
  .strictObject({ requestId: z.uuid(), ...proposalShape, source: typedText().trim().min(3).max(2000) })
  .refine(amountFits, tooMuch)
export const drafted = z.object({ ruleId: z.uuid(), version: z.int() })

export const withdrawInput = z.strictObject({
  requestId: z.uuid(),
  ruleId: z.uuid(),
  reason: typedText().trim().min(3).max(2000),
})
export const approveInput = z.strictObject({ requestId: z.uuid(), ruleId: z.uuid() })
export const decided = z.object({ ruleId: z.uuid() })
export const approved = z.object({ ruleId: z.uuid(), validFrom: z.iso.date() })

export const previewInput = z
  .strictObject({
    ...proposalShape,
    /** For a longer rest of one patient; null: for everybody. */
    patientId: z.uuid().nullable().default(null),
    limit: z.int().min(1).max(50).default(20),
    /** Where the page before ended. */
    cursor: z.strictObject({ startIso: instant, appointmentId: z.uuid() }).nullable().default(null),
  })
  .refine(amountFits, tooMuch)

/** A coming visit that the change would touch. Nothing happens to it by itself. */
export const touchedVisit = z.object({
  appointmentId: z.uuid(),
  patient: z.object({ id: z.uuid(), name: z.string() }),
  startIso: instant,
  timeZone: z.string(),
  practitionerName: z.string(),
  serviceName: z.string(),
  areas: z.array(
    z.object({
      name: z.string(),
      /** The visit whose needling would rest longer. */
      afterIso: instant,
      untilIso: instant,
      tooEarlyMinutes: z.int(),
    }),
  ),
})
export type TouchedVisit = z.infer<typeof touchedVisit>

export const preview = z.object({
  visits: z.array(touchedVisit),
  nextCursor: z.object({ startIso: instant, appointmentId: z.uuid() }).nullable(),
})

export const ofPatientInput = z.strictObject({
  patientId: z.uuid(),
  /** Those that hold now, or those that are over. */
  standing: z.boolean().default(true),
  ...page,
})
export const longerRest = z.object({
  id: z.uuid(),
  technique,
  relation,
  amount: z.int(),
  unit,
  validFrom: z.iso.date(),
  byName: z.string(),
  atIso: instant,
  /** null for eyes that the clinical record is closed to. */
  reason: z.string().nullable(),
  ended: z.object({ atIso: instant, reason: z.string().nullable() }).nullable(),
})
export type LongerRest = z.infer<typeof longerRest>
export const ofPatient = z.object({
  rules: z.array(longerRest),
  nextCursor: z.uuid().nullable(),
  /** Whether this person may let this patient rest longer, and end it. */
  mayLengthen: z.boolean(),
})

export const lengthenInput = z
  .strictObject({
    requestId: z.uuid(),
    patientId: z.uuid(),
    technique,
    relation,
    amount: z.int().min(1).max(MOST_REST.hours),
    unit,
    reason: typedText().trim().min(3).max(2000),
  })
  .refine(amountFits, tooMuch)

export const endInput = z.strictObject({
  requestId: z.uuid(),
  ruleId: z.uuid(),
  reason: typedText().trim().min(3).max(2000),
})
