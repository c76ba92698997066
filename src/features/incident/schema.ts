import { z } from 'zod'
import { CAUSALITIES, GRADES, INCIDENT_KINDS, ONSETS, OUTCOMES } from '#domain/incident/incident.ts'
import { typedDate, typedText } from '#lib/text.ts'

const instant = z.iso.datetime()
const words = () => typedText().trim().min(1).max(4000)

const report = z.strictObject({
  actuality: z.enum(['actual', 'near-miss']),
  grade: z.enum(GRADES).nullable(),
  causality: z.enum(CAUSALITIES),
  onset: z.enum(ONSETS),
  done: typedText().trim().max(4000),
  outcome: z.enum(OUTCOMES),
  lotId: z.uuid().nullable(),
  areaIds: z.array(typedText().min(1).max(100)).max(40),
  hold: z.strictObject({ freeFromDate: typedDate().nullable() }).nullable(),
})
export type ReportInput = z.infer<typeof report>

export const recordInput = z.strictObject({
  ...{ requestId: z.uuid(), encounterId: z.uuid() },
  kind: z.enum(INCIDENT_KINDS),
  description: words(),
  report: report.nullable().default(null),
})
export const recorded = z.object({ incidentId: z.uuid() })

export const writeInput = z.strictObject({ requestId: z.uuid(), incidentId: z.uuid(), version: z.int().min(0), report })
export const written = z.object({ incidentId: z.uuid(), version: z.int() })

export const foundInput = z.strictObject({
  ...{ requestId: z.uuid(), encounterId: z.uuid() },
  needles: z.int().min(1).max(200),
  found: z.enum(['in-the-body', 'outside']),
  foundOn: typedDate(),
  description: words(),
})

export const listInput = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  cursor: z.uuid().nullable().default(null),
})
export const incidents = z.object({
  incidents: z.array(
    z.object({
      ...{ id: z.uuid(), kind: z.string(), description: z.string(), at: instant },
      /** Of whom, with whom and where; an injury has no patient, and somebody of the staff was hurt. */
      ...{ patientName: z.string().nullable(), practitionerName: z.string(), roomName: z.string().nullable() },
      ...{ grade: z.string().nullable(), actuality: z.string().nullable(), written: z.boolean() },
      /** A sharps injury, and whether from whom the needle was has been decided; null for what happened to a patient. */
      injury: z.object({ sourceDecided: z.boolean() }).nullable(),
    }),
  ),
  nextCursor: z.uuid().nullable(),
})

export const getInput = z.strictObject({ incidentId: z.uuid() })
export const incident = z.object({
  ...{ id: z.uuid(), kind: z.string(), description: z.string(), at: instant },
  ...{ appointmentId: z.uuid(), encounterId: z.uuid(), timeZone: z.string(), visitStartsAt: instant },
  ...{ patientName: z.string(), practitionerName: z.string(), profession: z.string(), roomName: z.string() },
  ...{ ageYears: z.int().nullable(), conditions: z.array(z.string()) },
  needles: z.array(
    z.object({
      ...{ areaName: z.string(), technique: z.string(), diameterMm: z.number(), lengthMm: z.number() },
      ...{ needles: z.int(), insertions: z.int(), retained: z.boolean() },
    }),
  ),
  /** `lotNumber` null: not known. */
  lot: z.object({ id: z.uuid(), lotNumber: z.string().nullable(), productName: z.string() }).nullable(),
  areaNames: z.array(z.string()),
  corrections: z.array(
    z.object({
      ...{ needles: z.int(), countedAs: z.string(), found: z.string(), foundOn: z.string() },
      ...{ byName: z.string(), at: instant },
    }),
  ),
  /** The latest first. */
  reports: z.array(
    z.object({
      ...{ version: z.int(), actuality: z.string(), grade: z.string().nullable(), causality: z.string() },
      ...{ onset: z.string(), done: z.string(), outcome: z.string(), areaIds: z.array(z.string()) },
      ...{ lotId: z.uuid().nullable(), holdId: z.uuid().nullable(), byName: z.string(), at: instant },
    }),
  ),
})
export type IncidentOutput = z.infer<typeof incident>
