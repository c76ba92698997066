import { z } from 'zod'
import { typedText } from '#lib/text.ts'

export const listInput = z.strictObject({
  status: z.enum(['open', 'done']).default('open'),
  limit: z.int().min(1).max(100).default(50),
  cursor: z.uuid().nullable().default(null),
})

/** Why a coming visit cannot stay as it is. */
export const moveReason = z.enum([
  'rest',
  'hold',
  'closed',
  'hours',
  'retired',
  'room-kind',
  'licence',
  'need-woman-practitioner',
  'need-chaperone',
  'need-interpreter',
  'need-accessible-room',
  'need-not-practitioner',
  'need-more-time',
  'clock',
])
export type MoveReason = z.infer<typeof moveReason>

export const task = z.object({
  id: z.uuid(),
  kind: z.string(),
  status: z.enum(['open', 'done']),
  createdIso: z.iso.datetime(),
  doneIso: z.iso.datetime().nullable(),
  patient: z.object({ id: z.uuid(), name: z.string(), phone: z.string().nullable() }).nullable(),
  practitioner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  appointment: z
    .object({
      id: z.uuid(),
      startIso: z.iso.datetime(),
      timeZone: z.string(),
      serviceName: z.string(),
      version: z.int(),
    })
    .nullable(),
  /** Until when somebody has to have taken it; null: whenever there is time. */
  dueIso: z.iso.datetime().nullable(),
  /** Somebody may be in danger: it rings until it is taken. */
  rings: z.boolean(),
  /** Whose it is when no practitioner is named. */
  owner: z.enum(['practitioner', 'on-duty', 'desk', 'treating']),
  takenByName: z.string().nullable(),
  /** It is about what a patient answered, and closed with a note. */
  withNote: z.boolean(),
  note: z.string().nullable(),
  /** The number of a text of which nobody knows whose it is. */
  fromNumber: z.string().nullable(),
  /** The day that it is about: when a needle comes out. */
  onDate: z.string().nullable(),
  /** For "visit-to-move": why, and what there is to say of it (a reason, a name, a language). */
  cause: z.object({ why: moveReason, about: z.string() }).nullable(),
  /**
   * For "allow-visit" and "visit-not-allowed": the visit that is asked for, and what who asks or answers says to it. Where one
   * is there already, it is to move to that time.
   */
  asked: z
    .object({
      serviceId: z.uuid(),
      serviceName: z.string(),
      areaIds: z.array(z.string()),
      areaNames: z.array(z.string()),
      startIso: z.iso.datetime(),
      note: z.string(),
      byName: z.string(),
    })
    .nullable(),
  /** For "lot-to-check": the lot that the stock book does not have as it is. */
  lot: z
    .object({
      id: z.uuid(),
      productName: z.string(),
      lotNumber: z.string().nullable(),
      fault: z.enum(['lot-unknown', 'lot-other-expiry', 'lot-other-production', 'lot-short']),
    })
    .nullable(),
  /** For "recall-to-tell": the recall, and how many people whom it reached have not been accounted for. */
  recall: z.object({ id: z.uuid(), reason: z.string(), reference: z.string(), toTell: z.int() }).nullable(),
})
export type Task = z.infer<typeof task>

export const tasks = z.object({ tasks: z.array(task), nextCursor: z.uuid().nullable() })

export const TASK_OUTCOMES = ['reached', 'sent-to-help', 'not-reached', 'false-alarm', 'nothing-needed'] as const
export type TaskOutcome = (typeof TASK_OUTCOMES)[number]

export const takeInput = z.strictObject({ requestId: z.uuid(), taskId: z.uuid() })
export const taken = z.object({ taskId: z.uuid(), takenByName: z.string() })
export const closeInput = z.strictObject({
  requestId: z.uuid(),
  taskId: z.uuid(),
  outcome: z.enum(TASK_OUTCOMES),
  note: typedText().trim().min(3).max(2000),
})

export const completeInput = z.strictObject({ requestId: z.uuid(), taskId: z.uuid() })
export const declineInput = z.strictObject({
  requestId: z.uuid(),
  taskId: z.uuid(),
  reason: typedText().trim().min(3).max(1000),
})
export const completed = z.object({ taskId: z.uuid() })

export const askInput = z.strictObject({
  requestId: z.uuid(),
  practitionerId: z.uuid(),
  patientId: z.uuid(),
  serviceId: z.uuid(),
  areaIds: z.array(typedText().min(1).max(100)).max(20),
  /** The visit that would move there; null: a new one. */
  movingAppointmentId: z.uuid().nullable().default(null),
  startIso: z.iso.datetime(),
  note: typedText().trim().max(1000).default(''),
})

/** Coming visits that an edit would leave where they cannot stay, as a refused edit names them. */
export const affectedVisits = z.object({
  /** How many there are, named or not. */
  count: z.int(),
  /** Where those that are not named yet go on; null when none is left. */
  nextFrom: z.int().nullable(),
  visits: z.array(
    z.object({
      id: z.uuid(),
      startIso: z.iso.datetime(),
      timeZone: z.string(),
      patientName: z.string(),
      practitionerName: z.string(),
      serviceName: z.string(),
    }),
  ),
})
export type AffectedVisit = z.infer<typeof affectedVisits>['visits'][number]
