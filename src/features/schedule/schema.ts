import { z } from 'zod'
import { typedDate, typedText } from '#lib/text.ts'

const version = z.int().min(1)
const existing = z.strictObject({ id: z.uuid(), version }).nullable()
/** How many affected visits were looked at; null before anybody was told of any. */
const affected = {
  affectedSeen: z.int().min(0).max(100_000).nullable().default(null),
  /** From which of them on they are shown; beyond the first it is only looked, and nothing saved. */
  affectedFrom: z.int().min(0).max(100_000).default(0),
}
const page = { limit: z.int().min(1).max(100).default(50), offset: z.int().min(0).max(100_000).default(0) }
const nextOffset = z.int().nullable()

/** Whose hours: those of somebody who treats, of a room, or of a location. */
export const subject = z.strictObject({ kind: z.enum(['practitioner', 'room', 'location']), id: z.uuid() })
export type Subject = z.infer<typeof subject>

const DAY = 1440
const dates = () => z.array(typedDate()).max(400)

const hoursShape = {
  /** RFC 5545 RRULE about dates */
  rule: typedText().trim().min(1).max(1000),
  /** minutes past midnight on the wall of the location */
  startMinute: z
    .int()
    .min(0)
    .max(DAY - 1),
  /** counted from the same midnight: beyond 1440 it is the next morning */
  endMinute: z
    .int()
    .min(1)
    .max(2 * DAY),
  validFrom: typedDate(),
  /** The last day; null: until further notice. */
  validUntil: typedDate().nullable(),
  /** Dates beside those of the rule (RDATE), and dates that are left out (EXDATE). */
  addedDates: dates(),
  droppedDates: dates(),
}

export const hoursRow = z.object({ id: z.uuid(), version, locationId: z.uuid(), ...hoursShape })
export type HoursRow = z.infer<typeof hoursRow>

export const hoursInput = z.strictObject({ subject, ...page })
export const hoursOfSubject = z.object({
  subject,
  name: z.string(),
  /** Where they can have hours. */
  locations: z.array(z.object({ id: z.uuid(), name: z.string(), timeZone: z.string() })),
  /** Those that hold or will, then those that have ended, the latest first. */
  hours: z.array(hoursRow),
  nextOffset,
})

export const saveHoursInput = z.strictObject({
  requestId: z.uuid(),
  existing,
  subject,
  locationId: z.uuid(),
  ...affected,
  ...hoursShape,
})
export type HoursToSave = Omit<z.infer<typeof saveHoursInput>, 'requestId' | 'affectedFrom'>

export const endHoursInput = z.strictObject({
  requestId: z.uuid(),
  id: z.uuid(),
  version,
  /** The last day on which they hold; one before they begin takes them away. */
  lastDay: typedDate(),
  ...affected,
})
export type HoursToEnd = Omit<z.infer<typeof endHoursInput>, 'requestId' | 'affectedFrom'>

/** A moment on the wall of a location. */
const wallTime = { date: typedDate(), minute: z.int().min(0).max(DAY) }

const stretchShape = {
  /** null: a practitioner, everywhere */
  locationId: z.uuid().nullable(),
  from: z.strictObject(wallTime),
  /** The end, itself not included. Midnight after the last day is minute 1440 of it. */
  until: z.strictObject(wallTime),
  reason: typedText().trim().min(1).max(200),
}

export const exceptionRow = z.object({
  id: z.uuid(),
  version,
  subject,
  name: z.string(),
  /** Closed: absent, holiday, out of use. Open: hours beside the usual ones. */
  kind: z.enum(['closed', 'open']),
  locationId: z.uuid().nullable(),
  timeZone: z.string(),
  from: z.object(wallTime),
  until: z.object(wallTime),
  /** Whole days, from `from.date` to `until.date`, both included. */
  wholeDays: z.boolean(),
  reason: z.string(),
  byName: z.string().nullable(),
  state: z.enum(['coming', 'now', 'past']),
  /** Visits that it falls on and that still have to move. */
  toMove: z.int(),
})
export type ExceptionRow = z.infer<typeof exceptionRow>

export const exceptionsInput = z.strictObject({
  /** null: everybody's and everything's that one keeps */
  subject: subject.nullable().default(null),
  past: z.boolean().default(false),
  ...page,
})
export const exceptions = z.object({ exceptions: z.array(exceptionRow), nextOffset })

export const saveExceptionInput = z.strictObject({
  requestId: z.uuid(),
  existing,
  subject,
  kind: z.enum(['closed', 'open']),
  ...affected,
  ...stretchShape,
})
export type ExceptionToSave = Omit<z.infer<typeof saveExceptionInput>, 'requestId' | 'affectedFrom'>

export const endExceptionInput = z.strictObject({ requestId: z.uuid(), id: z.uuid(), version, ...affected })
export type ExceptionToEnd = Omit<z.infer<typeof endExceptionInput>, 'requestId' | 'affectedFrom'>

export const closedOverInput = z.strictObject({ exceptionId: z.uuid(), ...page })
/** Visits that a closing falls on and that still have to move, soonest first, and how their patients can be told. */
export const closedOver = z.object({
  visits: z.array(
    z.object({
      id: z.uuid(),
      startIso: z.iso.datetime(),
      timeZone: z.string(),
      patientName: z.string(),
      practitionerName: z.string(),
      serviceName: z.string(),
      reach: z.enum(['email', 'sms', 'call']),
      phone: z.string().nullable(),
    }),
  ),
  nextOffset,
})
export type ClosedOverVisit = z.infer<typeof closedOver>['visits'][number]

export const callOffInput = z.strictObject({
  requestId: z.uuid(),
  exceptionId: z.uuid(),
  /** Those that were looked at. */
  appointmentIds: z.array(z.uuid()).min(1).max(1000),
})
export const calledOff = z.object({ visits: z.int(), people: z.int() })

export const saved = z.object({ id: z.uuid(), version })
/** `removed`: it had not begun, and is gone as if it had never been entered. */
export const ended = z.object({ id: z.uuid(), removed: z.boolean() })

/** A stretch of one day on the wall: minutes past midnight, 1440 is its end. */
const bar = z.object({ fromMinute: z.int(), toMinute: z.int() })

export const weekInput = z.strictObject({ firstDate: typedDate(), ...page })
export const week = z.object({
  /** The Monday to Sunday that is shown. */
  dates: z.array(z.iso.date()),
  locations: z.array(z.object({ id: z.uuid(), name: z.string(), timeZone: z.string() })),
  /** The location first, then who treats there, then its rooms. */
  rows: z.array(
    z.object({
      subject,
      name: z.string(),
      locationId: z.uuid(),
      /** Whether there are any hours; a room or location without can be used whenever it is not closed. */
      hasHours: z.boolean(),
      days: z.array(
        z.object({ date: z.iso.date(), open: z.array(bar), closed: z.array(bar.extend({ reason: z.string() })) }),
      ),
    }),
  ),
  nextOffset,
})
export type WeekRow = z.infer<typeof week>['rows'][number]
