import { z } from 'zod'
import { typedText } from '#lib/text.ts'

const instant = z.iso.datetime()
const areaIds = z.array(typedText().min(1).max(100)).max(60).default([])

const points = z
  .array(z.strictObject({ areaId: typedText().min(1).max(100), point: typedText().min(1).max(40) }))
  .max(60)
  .default([])

export const ofVisitInput = z.strictObject({
  appointmentId: z.uuid(),
  /** Places that are just being chosen, and points that are named in them. */
  areaIds,
  points,
})

/** What a rule of the clinic says to this visit. */
export const finding = z.object({
  ruleId: z.uuid(),
  code: z.string(),
  name: z.string(),
  advice: z.string(),
  /** `blocked`, `asks` and `waits` interrupt; the others stand quietly in view. */
  standing: z.enum(['blocked', 'asks', 'waits', 'left-out', 'decided', 'known']),
  severity: z.enum(['block', 'acknowledge', 'info']),
  unsure: z.boolean(),
  note: z.string().nullable(),
  /** Where of what is planned or needled; none: everywhere. */
  areaIds: z.array(z.string()),
  points: z.array(z.string()),
  /** These points lie there, and nobody has named one: are they left out? */
  near: z.boolean(),
  source: z.string(),
  approvedBy: z.string().nullable(),
})
export type Finding = z.infer<typeof finding>

/** Why a zone asks for care; never that a length is safe. */
export const riskZone = z.object({
  zone: z.enum(['pleural', 'vascular', 'neural', 'abdominal', 'orbital']),
  why: z.string(),
  warnMaxLengthMm: z.int().nullable(),
  source: z.string(),
  approvedBy: z.string().nullable(),
})
export type RiskZoneNote = z.infer<typeof riskZone>

export const ofVisit = z.object({
  findings: z.array(finding),
  zones: z.array(riskZone),
  /** The patient is younger than the clinic's policy lets sign alone. */
  guardianSigns: z.boolean(),
})

export const acknowledgeInput = z
  .strictObject({
    requestId: z.uuid(),
    encounterId: z.uuid(),
    ruleId: z.uuid(),
    decision: z.enum(['go-on', 'leave-out']),
    reason: typedText().trim().max(2000).default(''),
    areaIds,
    points,
  })
  .refine(({ decision, reason }) => decision === 'leave-out' || reason.length >= 3, { path: ['reason'] })
export const acknowledged = z.object({ acknowledgementId: z.uuid(), waits: z.boolean() })

export const coSignInput = z.strictObject({ requestId: z.uuid(), acknowledgementId: z.uuid() })
export const coSigned = z.object({ acknowledgementId: z.uuid() })

export const waitingInput = z.strictObject({
  limit: z.int().min(1).max(100).default(20),
  cursor: z.uuid().nullable().default(null),
})
export const waiting = z.object({
  decisions: z.array(
    z.object({
      id: z.uuid(),
      patientName: z.string(),
      ruleName: z.string(),
      reason: z.string(),
      byName: z.string(),
      atIso: instant,
      mine: z.boolean(),
    }),
  ),
  nextCursor: z.uuid().nullable(),
})
export type Waiting = z.infer<typeof waiting>['decisions'][number]

/** How often a rule was asked about, and how often needling went on all the same. */
export const ruleRate = z.object({ code: z.string(), asked: z.int(), wentOn: z.int() })
export type RuleRate = z.infer<typeof ruleRate>

export const policy = z.object({
  /** How far back the numbers go. */
  sinceIso: instant,
  rates: z.array(ruleRate),
  mayCoSign: z.boolean(),
})
