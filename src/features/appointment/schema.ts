import { z } from 'zod'
import { typedDate, typedText } from '#lib/text.ts'

export const instant = z.iso.datetime()
export const date = z.iso.date()
const version = z.int().min(1)
/** Whole minutes, as people make appointments. */
export const start = instant.refine((text) => Date.parse(text) % 60_000 === 0)

const MAX_DAYS = 28
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

export const appointmentStatus = z.enum([
  'proposed',
  'booked',
  'arrived',
  'checked-in',
  'fulfilled',
  'cancelled',
  'noshow',
  'entered-in-error',
])
const ruleBroken = z.enum(['rest', 'credential', 'overlap', 'hours', 'notice'])
const segment = z.object({ kind: z.enum(['hands-on', 'resting', 'removal']), minutes: z.int() })

/** A visit as it is asked for. One that moves keeps its own patient, service and areas; those given must then be its own patient's. */
export const wantedShape = {
  patientId: z.uuid(),
  serviceId: z.uuid(),
  /** Leaves or wider; empty with a needling service means "decide in the room". */
  areaIds: z.array(typedText().min(1).max(100)).max(20),
  areasUndecided: z.boolean().default(false),
  /** null: any practitioner who may do it. */
  practitionerId: z.uuid().nullable(),
  movingAppointmentId: z.uuid().nullable().default(null),
  /** The time that whoever asks holds for it: not in its own way, and let go of when it is booked. */
  holdId: z.uuid().nullable().default(null),
  /** The patient stands at the desk: no notice is asked of them. Counts for staff only. */
  hereNow: z.boolean().default(false),
}

export const freeTimesInput = z
  .strictObject({ ...wantedShape, fromDate: typedDate(), toDate: typedDate() })
  .refine(({ fromDate, toDate }) => daysBetween(fromDate, toDate) >= 0 && daysBetween(fromDate, toDate) < MAX_DAYS, {
    path: ['toDate'],
  })

export const freeTimes = z.object({
  timeZone: z.string(),
  practitioners: z.array(z.object({ id: z.uuid(), name: z.string() })),
  days: z.array(
    z.object({
      date,
      /** `who`: positions in `practitioners`, the one it is fairest to first. */
      times: z.array(z.object({ startIso: z.string(), who: z.array(z.int()) })),
    }),
  ),
})

export const checkTimeInput = z.strictObject({ ...wantedShape, startIso: start })

const standingVisit = z.object({
  version,
  status: appointmentStatus,
  startIso: instant,
  endIso: instant,
  practitionerName: z.string(),
  roomName: z.string(),
  /** What was done to it last; by nobody of the clinic where the name is null. */
  changed: z.object({ action: z.string(), byName: z.string().nullable(), atIso: instant }).nullable(),
})

export const offeredTime = z.object({ startIso: instant, practitionerId: z.uuid(), practitionerName: z.string() })
/** What a screen offers beside the sentence. Patients get times and a telephone number, nothing that tells why (Z11). */
export const refusalOffer = z.object({
  title: z.string(),
  times: z.array(offeredTime),
  /** A visit without needling is always possible, and so is a call. */
  withoutNeedling: z.literal(true),
  phone: z.string(),
  staff: z
    .object({
      reasons: z.array(z.string()),
      sentences: z.array(z.string()),
      /** The clinic's rule behind a rest, with its source, ready to read. */
      rule: z.string().nullable(),
      /** What this person may break with a reason; empty when an override cannot help or is not theirs. */
      canOverride: z.array(ruleBroken),
      /** Who can be asked to allow it, in one tap. */
      askPractitionerId: z.uuid().nullable(),
      versions: z.object({ expected: z.int(), current: z.int() }).nullable(),
      /** The visit as it is by now, and who made it so; for who acted on what it was before. */
      standing: standingVisit.nullable(),
    })
    .optional(),
})
export type RefusalOffer = z.infer<typeof refusalOffer>

export const checkedTime = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), practitionerId: z.uuid(), warnings: z.array(z.string()) }),
  z.object({ ok: z.literal(false), reason: z.string(), sentence: z.string(), offer: refusalOffer }),
])

export const overrideRequest = z.strictObject({
  reason: typedText().trim().max(1000),
  breaks: z.array(ruleBroken).min(1).max(5),
})

/** The patient gets a message about it, unless somebody says that none is wanted. */
export const tell = z.boolean().default(true)

const { movingAppointmentId: _, ...newVisitShape } = wantedShape
export const bookInput = z.strictObject({
  requestId: z.uuid(),
  ...newVisitShape,
  startIso: start,
  comment: typedText().trim().max(1000).nullable().default(null),
  override: overrideRequest.nullable().default(null),
  /** The task in which this visit was asked to be allowed. */
  taskId: z.uuid().nullable().default(null),
  tell,
})

export const rescheduleInput = z.strictObject({
  requestId: z.uuid(),
  appointmentId: z.uuid(),
  expectedVersion: version,
  startIso: start,
  practitionerId: z.uuid().nullable(),
  override: overrideRequest.nullable().default(null),
  holdId: z.uuid().nullable().default(null),
  /** The task in which this move was asked to be allowed. */
  taskId: z.uuid().nullable().default(null),
  tell,
})

/** Asked again with the same id, the hold moves to the other time, or is kept on where it is. */
export const holdInput = z.strictObject({ ...wantedShape, holdId: z.uuid(), startIso: start })

export const held = z.object({
  holdId: z.uuid(),
  practitionerId: z.uuid(),
  placeId: z.uuid(),
  startIso: instant,
  endIso: instant,
  /** Until then nobody else gets it. */
  expiresIso: instant,
  /** The clinic's clock as this is said: that of a device may be wrong. */
  nowIso: instant,
})

export const releaseHoldInput = z.strictObject({ holdId: z.uuid() })
export const released = z.object({ holdId: z.uuid() })

export const booked = z.object({
  appointmentId: z.uuid(),
  practitionerId: z.uuid(),
  placeId: z.uuid(),
  startIso: instant,
  endIso: instant,
  /** 'proposed' where the clinic answers first. */
  status: appointmentStatus,
  version,
  breaks: z.array(ruleBroken),
  /** What the room has to decide; staff only. */
  warnings: z.array(z.string()),
})

export const cancelInput = z.strictObject({
  requestId: z.uuid(),
  appointmentId: z.uuid(),
  expectedVersion: version,
  reason: typedText().trim().min(1).max(1000),
  /** The clinic has to call it off; counts for staff only. */
  byClinic: z.boolean().default(false),
  tell,
})

/** Grants a request, or says that somebody marked as not come has come after all. */
export const standInput = z.strictObject({ requestId: z.uuid(), appointmentId: z.uuid(), expectedVersion: version })

const declineReason = z.enum(['full', 'another-time', 'please-call'])
export const declineInput = z.strictObject({
  requestId: z.uuid(),
  appointmentId: z.uuid(),
  expectedVersion: version,
  reason: declineReason,
})

export const arriveInput = z.strictObject({
  requestId: z.uuid(),
  appointmentId: z.uuid(),
  action: z.enum(['arrive', 'undo-arrival', 'check-in', 'undo-check-in', 'no-show']),
})

export const changed = z.object({ appointmentId: z.uuid(), status: appointmentStatus, version })

const action = z.enum([
  'confirm',
  'decline',
  'reschedule',
  'cancel',
  'arrive',
  'undo-arrival',
  'check-in',
  'undo-check-in',
  'complete',
  'no-show',
  'undo-no-show',
  'enter-in-error',
])

/** A visit as staff see it. */
export const visit = z.object({
  id: z.uuid(),
  patient: z.object({
    id: z.uuid(),
    name: z.string(),
    preferredName: z.string().nullable(),
    birthDate: date.nullable(),
    needs: z.string().nullable(),
  }),
  practitioner: z.object({ id: z.uuid(), name: z.string() }),
  place: z.object({ id: z.uuid(), label: z.string(), roomName: z.string() }),
  service: z.object({ id: z.uuid(), name: z.string(), technique: z.string().nullable() }),
  status: appointmentStatus,
  startIso: instant,
  endIso: instant,
  /** What the wall shows where the clinic is: 'YYYY-MM-DDTHH:mm'. */
  wallTime: z.string(),
  timeZone: z.string(),
  segments: z.array(segment),
  bufferBeforeMinutes: z.int(),
  bufferAfterMinutes: z.int(),
  areas: z.array(z.object({ id: z.string(), name: z.string() })),
  areasUndecided: z.boolean(),
  arrivedIso: instant.nullable(),
  version,
  /** Rules that were broken for it by an override. */
  breaks: z.array(ruleBroken),
  /** Why it cannot stay where it is; empty when it can. */
  moveCauses: z.array(z.object({ why: z.string(), about: z.string() })),
  flags: z.object({
    firstVisit: z.boolean(),
    consentDue: z.boolean(),
    /** Only for eyes that the clinical record is open to. */
    conditions: z.array(z.string()),
  }),
  record: z.object({ status: z.string().nullable(), needlesIn: z.boolean() }),
  restsUntilIso: instant.nullable(),
  /** Set when it was called off: why, whether too late, or declined when it was only asked for. */
  cancellation: z.object({ reason: z.string(), late: z.boolean(), declined: z.boolean() }).nullable(),
  /** From then on a cancellation is late; null where none is. */
  lateFromIso: instant.nullable(),
  /** What this person can do with it now. */
  actions: z.array(action),
})
export type Visit = z.infer<typeof visit>

export const visitDetail = visit.extend({
  comment: z.string().nullable(),
  /** Decisions that broke rules for it: who, when and why. */
  overrides: z.array(z.object({ breaks: z.array(ruleBroken), reason: z.string(), byName: z.string(), atIso: instant })),
})

export type VisitDetail = z.infer<typeof visitDetail>

export const requestsInput = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  cursor: z.uuid().nullable().default(null),
})
export const requests = z.object({
  requests: z.array(
    z.object({
      id: z.uuid(),
      patient: z.object({ id: z.uuid(), name: z.string(), phone: z.string().nullable() }),
      practitioner: z.object({ id: z.uuid(), name: z.string() }),
      serviceName: z.string(),
      startIso: instant,
      timeZone: z.string(),
      askedIso: instant,
      version,
      /** Nobody answered in time: it can be declined or moved. */
      passed: z.boolean(),
    }),
  ),
  nextCursor: z.uuid().nullable(),
})

export const dayInput = z.strictObject({ date: typedDate(), practitionerId: z.uuid().nullable().default(null) })

const stretch = z.object({ startIso: instant, endIso: instant })
export const day = z.object({
  date,
  timeZone: z.string(),
  /** The clinic's instants at which the day begins and ends. */
  startIso: instant,
  endIso: instant,
  columns: z.array(
    z.object({
      practitionerId: z.uuid(),
      name: z.string(),
      initials: z.string(),
      profession: z.string(),
      working: z.array(stretch),
      absences: z.array(stretch),
    }),
  ),
  visits: z.array(visit),
  /** Times that somebody keeps while a form is filled in. */
  holds: z.array(
    z.object({
      id: z.uuid(),
      practitionerId: z.uuid(),
      startIso: instant,
      endIso: instant,
      untilIso: instant,
      /** Held by whoever asks. */
      mine: z.boolean(),
      /** null: a patient, online. */
      byName: z.string().nullable(),
    }),
  ),
  /** More than a day's screen holds; the rest is not in `visits`. */
  truncated: z.boolean(),
})

export const detailInput = z.strictObject({ appointmentId: z.uuid() })

/** A visit as its patient sees it: when, where, with whom; nothing that treats. */
export const ownVisit = z.object({
  id: z.uuid(),
  patientId: z.uuid(),
  patientName: z.string(),
  serviceId: z.uuid(),
  serviceName: z.string(),
  practitionerId: z.uuid(),
  practitionerName: z.string(),
  status: appointmentStatus,
  startIso: instant,
  endIso: instant,
  timeZone: z.string(),
  areas: z.array(z.object({ id: z.string(), name: z.string() })),
  version,
  /** From then on a cancellation is late; null where none is. */
  lateFromIso: instant.nullable(),
  cancellation: z.object({ late: z.boolean(), declined: declineReason.nullable() }).nullable(),
  actions: z.array(z.enum(['reschedule', 'cancel'])),
})

export const mineInput = z.strictObject({
  /** Past visits instead of coming ones. */
  past: z.boolean().default(false),
  limit: z.int().min(1).max(50).default(20),
})
export const mine = z.object({ visits: z.array(ownVisit) })
