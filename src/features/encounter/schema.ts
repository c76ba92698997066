import { z } from 'zod'
import { IDENTITY_CHECKS } from '#domain/encounter/identity.ts'
import { MANIPULATIONS, RESPONSES } from '#domain/encounter/needling.ts'
import { typedDate, typedText } from '#lib/text.ts'

const instant = z.iso.datetime()
const command = { requestId: z.uuid() }

export const matter = z.object({
  code: z.string(),
  severity: z.enum(['danger', 'due', 'info']),
  sentence: z.string(),
})

export const dayInput = z.strictObject({ date: typedDate() })

export const dayVisit = z.object({
  appointmentId: z.uuid(),
  encounterId: z.uuid().nullable(),
  patientId: z.uuid(),
  patientName: z.string(),
  birthDate: z.string().nullable(),
  serviceName: z.object({ en: z.string(), de: z.string() }),
  technique: z.string().nullable(),
  roomName: z.string(),
  practitionerName: z.string(),
  status: z.string(),
  startsAt: instant,
  endsAt: instant,
  arrivedAt: instant.nullable(),
  needlesInAt: instant.nullable(),
  needlesOutAt: instant.nullable(),
  /** When the needles that rest are to come out; null when none went in or the visit has no resting time. */
  needlesDueOutAt: instant.nullable(),
  needlesIn: z.int(),
  matters: z.array(matter),
})
export type DayVisit = z.infer<typeof dayVisit>
export const dayOutput = z.object({
  date: z.string(),
  visits: z.array(dayVisit),
  /** More than a day's screen holds; the rest is not in `visits`. */
  truncated: z.boolean(),
})

export const visitInput = z.strictObject({ appointmentId: z.uuid() })

const count = z.int().min(0).max(200)
export const needleCount = z.object({
  inserted: z.int(),
  removed: z.int(),
  fellOutFound: z.int(),
  broken: z.int(),
  leftInPlace: z.int(),
  missing: z.int(),
  discardedUnused: z.int(),
  droppedFound: z.int(),
  droppedNotFound: z.int(),
})

/** What a current was set to, as far as the device says it. */
const electroSetting = z.strictObject({
  hertz: z.number().positive().max(9999).nullable(),
  milliampere: z.number().positive().max(999).nullable(),
  minutes: z.int().min(1).max(240).nullable(),
})

export const procedureRow = z.object({
  id: z.uuid(),
  areaId: z.string(),
  technique: z.string(),
  diameterMm: z.number(),
  lengthMm: z.number(),
  needles: z.int(),
  insertions: z.int(),
  retained: z.boolean(),
  lotId: z.uuid(),
  /** Null: not known. */
  lotNumber: z.string().nullable(),
  point: z.string().nullable(),
  manipulation: z.enum(MANIPULATIONS).nullable(),
  electro: electroSetting.nullable(),
  depthMm: z.number().nullable(),
  angleDegrees: z.number().nullable(),
  response: z.enum(RESPONSES).nullable(),
  enteredInError: z.boolean(),
  /** Why it was entered in error; who did so and when stands in the trail. */
  errorReason: z.string().nullable(),
})

export type ProcedureRow = z.infer<typeof procedureRow>

export const openedLotRow = z.object({
  lotId: z.uuid(),
  productName: z.string(),
  diameterMm: z.number(),
  lengthMm: z.number(),
  lotNumber: z.string().nullable(),
  expiryDate: z.string().nullable(),
  onHand: z.int(),
  standing: z.enum(['usable', 'recalled', 'unknown-lot', 'quarantined', 'expired', 'empty', 'elsewhere']),
  alreadyIn: z.boolean(),
})

export const visitOutput = z.object({
  visit: dayVisit,
  encounter: z
    .object({
      id: z.uuid(),
      status: z.string(),
      startedAt: instant,
      needlesInAt: instant.nullable(),
      needlesOutAt: instant.nullable(),
      completedAt: instant.nullable(),
      /** How it was made sure who is there; null in records of before that was asked. */
      identity: z.enum(IDENTITY_CHECKS).nullable(),
      version: z.int(),
    })
    .nullable(),
  plannedAreaIds: z.array(z.string()),
  areasUndecided: z.boolean(),
  restingAreas: z.array(z.object({ areaId: z.string(), until: instant })),
  /** `until` null: until somebody clears it. The whole body is the area `anywhere`. */
  heldAreas: z.array(
    z.object({ areaId: z.string(), holdId: z.uuid(), placedByName: z.string(), until: instant.nullable() }),
  ),
  unansweredQuestions: z.array(z.string()),
  consentDue: z.string().nullable(),
  consentTextVersion: z.string(),
  consents: z.array(
    z.object({
      id: z.uuid(),
      technique: z.string(),
      signedName: z.string(),
      signedAt: instant,
      textVersion: z.string(),
    }),
  ),
  riskZones: z.array(z.string()),
  lots: z.array(openedLotRow),
  procedures: z.array(procedureRow),
  count: needleCount.nullable(),
  opened: z.int(),
  /** Whether anything is written; what, is for who treats and asked for apart. */
  noted: z.boolean(),
  incidents: z.array(z.object({ id: z.uuid(), kind: z.string(), description: z.string(), at: instant })),
  /** Set when the whole visit was entered in error. */
  error: z.object({ reason: z.string(), byName: z.string(), at: instant }).nullable(),
  /** What still stands between the visit and its completion. */
  blockers: z.array(z.object({ reason: z.string(), sentence: z.string() })),
  mayTreat: z.boolean(),
  /** Whether this person may say that the whole visit was an error (Z6). */
  mayEnterInError: z.boolean(),
})
export type VisitOutput = z.infer<typeof visitOutput>

/** Nothing is begun before it was made sure who is in the room (Z6). */
export const startInput = z.strictObject({ ...command, appointmentId: z.uuid(), identity: z.enum(IDENTITY_CHECKS) })
export const started = z.object({ encounterId: z.uuid() })

/** Techniques as the rules of rest know them. */
const technique = z.enum(['deep-dry-needling', 'superficial-dry-needling', 'body-acupuncture', 'electro-needling'])

/** As many needles of one lot as one entry of the stock book takes. */
const MAX_NEEDLES_PER_LOT = 200

const needlingEntry = z
  .strictObject({
    areaId: typedText().max(80),
    lotId: z.uuid(),
    needles: z.int().min(1).max(200),
    insertions: z.int().min(1).max(1000),
    retained: z.boolean(),
    /** What was done, where it is another technique than the visit was booked with. */
    technique: technique.optional(),
    point: typedText().trim().min(1).max(40).nullable().default(null),
    manipulation: z.enum(MANIPULATIONS).nullable().default(null),
    electro: electroSetting.nullable().default(null),
    depthMm: z.number().positive().max(150).nullable().default(null),
    angleDegrees: z.int().min(1).max(90).nullable().default(null),
    response: z.enum(RESPONSES).nullable().default(null),
    /** The other side was booked, and somebody was asked (Z7). */
    sideConfirmed: z.boolean().default(false),
  })
  .refine((entry) => entry.insertions >= entry.needles, { path: ['insertions'] })
export type NeedlingEntry = z.output<typeof needlingEntry>

export const needlingInput = z.strictObject({
  ...command,
  encounterId: z.uuid(),
  entries: z
    .array(needlingEntry)
    .min(1)
    .max(40)
    .superRefine((entries, ctx) => {
      const totals = new Map<string, number>()
      for (const [index, { lotId, needles }] of entries.entries()) {
        const before = totals.get(lotId) ?? 0
        totals.set(lotId, before + needles)
        if (before <= MAX_NEEDLES_PER_LOT && before + needles > MAX_NEEDLES_PER_LOT) {
          ctx.addIssue({ code: 'custom', path: [index, 'needles'] })
        }
      }
    }),
  /** Which rows the screen showed; another one that stands there by now is shown first (E10). */
  knownProcedureIds: z.array(z.uuid()).max(400).optional(),
})

export const needlingSaved = z.object({ encounterId: z.uuid(), procedureIds: z.array(z.uuid()) })

export const needlingErrorInput = z.strictObject({
  ...command,
  encounterId: z.uuid(),
  procedureId: z.uuid(),
  reason: typedText().trim().min(3).max(1000),
})

export const visitErrorInput = z.strictObject({
  ...command,
  appointmentId: z.uuid(),
  /** The record's version as it was seen; null when there is no record. */
  version: z.int().min(1).nullable(),
  reason: typedText().trim().min(3).max(1000),
})
export const visitInError = z.object({ appointmentId: z.uuid() })

/** A muscle as it is usually needled. It has no side, no lot and no number: those are of today (Z8). */
const usualNeedling = z.strictObject({
  muscle: z.string(),
  technique: z.string(),
  manipulation: z.enum(MANIPULATIONS).nullable(),
  retained: z.boolean(),
})
export const suggestionsInput = z.strictObject({ appointmentId: z.uuid() })
export const suggestions = z.strictObject({
  lastTime: z.strictObject({ onDate: z.string(), items: z.array(usualNeedling) }).nullable(),
  templates: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.object({ en: z.string(), de: z.string() }),
      source: z.string(),
      approvedBy: z.string().nullable(),
      items: z.array(usualNeedling),
    }),
  ),
})
export type Suggestions = z.infer<typeof suggestions>

export const unusedInput = z
  .strictObject({
    ...command,
    encounterId: z.uuid(),
    lotId: z.uuid(),
    discardedUnused: count,
    droppedFound: count,
    droppedNotFound: count,
  })
  .superRefine(({ discardedUnused, droppedFound, droppedNotFound }, ctx) => {
    if (discardedUnused + droppedFound + droppedNotFound <= MAX_NEEDLES_PER_LOT) return
    const most = Math.max(discardedUnused, droppedFound, droppedNotFound)
    const field =
      discardedUnused === most ? 'discardedUnused' : droppedFound === most ? 'droppedFound' : 'droppedNotFound'
    ctx.addIssue({ code: 'custom', path: [field] })
  })

export const needlesOutInput = z.strictObject({
  ...command,
  encounterId: z.uuid(),
  removed: count,
  fellOutFound: count,
  broken: count,
  missing: count,
  /** What happened, asked for when a needle is broken or missing. */
  incident: typedText().trim().max(4000).nullish(),
})

export const completeInput = z.strictObject({
  ...command,
  encounterId: z.uuid(),
  version: z.int().min(1),
  /** The practitioner examined and decided not to needle today. */
  withoutNeedling: z.boolean().default(false),
})
export const saved = z.object({ encounterId: z.uuid() })
export const counted = z.object({ encounterId: z.uuid(), stillIn: z.int(), needlesOut: z.boolean() })
