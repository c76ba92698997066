import { z } from 'zod'
import { typedText } from '#lib/text.ts'

const instant = z.iso.datetime()

/** What has been answered of a visit that nobody has booked yet. */
export const parkInput = z.strictObject({
  /** The draft's own id, which a time held for it has as well. Parked again, the draft is as it is now. */
  draftId: z.uuid(),
  patientId: z.uuid().nullable().default(null),
  serviceId: z.uuid().nullable().default(null),
  areaIds: z.array(typedText().min(1).max(100)).max(20).default([]),
  areasUndecided: z.boolean().default(false),
  /** null: any practitioner who may do it. */
  practitionerId: z.uuid().nullable().default(null),
  /** The time that was chosen or wished for. */
  startIso: instant.nullable().default(null),
  startPractitionerId: z.uuid().nullable().default(null),
  /** The patient is here already. */
  hereNow: z.boolean().default(false),
  /** The visit that is to move; null: a new one. */
  movingAppointmentId: z.uuid().nullable().default(null),
})

export const parked = z.object({ draftId: z.uuid() })
export const discardInput = z.strictObject({ draftId: z.uuid() })

/** A draft on the list of whoever parked it. */
export const draft = z.object({
  id: z.uuid(),
  parkedIso: instant,
  patient: z.object({ id: z.uuid(), name: z.string(), birthDate: z.iso.date().nullable() }).nullable(),
  service: z.object({ id: z.uuid(), name: z.string(), needling: z.boolean() }).nullable(),
  areaIds: z.array(z.string()),
  areasUndecided: z.boolean(),
  practitionerId: z.uuid().nullable(),
  startIso: instant.nullable(),
  startPractitionerId: z.uuid().nullable(),
  startPractitionerName: z.string().nullable(),
  hereNow: z.boolean(),
  /** The visit that is to move, and from when; null: a new one. */
  moving: z.object({ appointmentId: z.uuid(), startIso: instant }).nullable(),
  /** Until when the time is held for it; null when none is, or no longer. */
  heldUntilIso: instant.nullable(),
})
export type ParkedDraft = z.infer<typeof draft>

/** As many as one person parks: there are never more. */
export const drafts = z.object({ drafts: z.array(draft) })
