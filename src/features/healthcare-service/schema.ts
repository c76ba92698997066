import { z } from 'zod'
import { LONGEST_SERVICE_MINUTES } from '#domain/appointment/service-faults.ts'
import { NEEDLING_TECHNIQUES } from '#domain/recovery/technique.ts'
import { typedText } from '#lib/text.ts'

const segmentKind = z.enum(['hands-on', 'resting', 'removal'])

export const services = z.object({
  services: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      description: z.string(),
      minutes: z.int(),
      /** Whether areas are asked for: needles are used. */
      needling: z.boolean(),
      /** Staff only; null for a visit without needling and for patients. */
      technique: z.string().nullable(),
      segments: z.array(z.object({ kind: segmentKind, minutes: z.int() })),
      bufferBeforeMinutes: z.int(),
      bufferAfterMinutes: z.int(),
      bookableOnline: z.boolean(),
      /** Booked online, it is a request that the clinic answers. */
      byRequest: z.boolean(),
      minNoticeMinutes: z.int(),
      maxAheadDays: z.int(),
      practitioners: z.array(z.object({ id: z.uuid(), name: z.string() })),
    }),
  ),
})

export const pageInput = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  offset: z.int().min(0).max(10_000).default(0),
})

const inBothLanguages = (min: number, max: number) =>
  z.strictObject({ en: typedText().trim().min(min).max(max), de: typedText().trim().min(min).max(max) })

const MAX_SEGMENTS = 12
const MAX_BUFFER_MINUTES = 240
const YEAR_MINUTES = 365 * 1440
const MAX_AHEAD_DAYS = 730

/** A service as its owner writes it down. */
const serviceShape = {
  name: inBothLanguages(1, 120),
  description: inBothLanguages(0, 600),
  /** null: a visit without needling. */
  technique: z.enum(NEEDLING_TECHNIQUES).nullable(),
  segments: z
    .array(z.strictObject({ kind: segmentKind, minutes: z.int().min(1).max(LONGEST_SERVICE_MINUTES) }))
    .max(MAX_SEGMENTS),
  /** Before and after are each their own (B2). */
  bufferBeforeMinutes: z.int().min(0).max(MAX_BUFFER_MINUTES),
  bufferAfterMinutes: z.int().min(0).max(MAX_BUFFER_MINUTES),
  roomKind: z.enum(['treatment', 'group']),
  /** One device of each kind is taken for the whole visit. */
  deviceKinds: z.array(typedText().trim().min(1).max(60)).max(10),
  practitionerIds: z.array(z.uuid()).max(200),
  bookableOnline: z.boolean(),
  byRequest: z.boolean(),
  minNoticeMinutes: z.int().min(0).max(YEAR_MINUTES),
  maxAheadDays: z.int().min(1).max(MAX_AHEAD_DAYS),
  maxPerDay: z.int().min(1).max(500).nullable(),
  maxPerPatientPerDay: z.int().min(1).max(20).nullable(),
  lateCancelMinutes: z.int().min(0).max(YEAR_MINUTES),
  /** false: given up. It keeps its past and is offered no more. */
  active: z.boolean(),
}

const version = z.int().min(1)

export const saveInput = z.strictObject({
  requestId: z.uuid(),
  /** What is changed, as it was seen; null for a new one. */
  existing: z.strictObject({ id: z.uuid(), version }).nullable(),
  ...serviceShape,
})
export type ServiceToSave = Omit<z.infer<typeof saveInput>, 'requestId'>

export const saved = z.object({ id: z.uuid(), version })

export const serviceSetup = z.object({
  id: z.uuid(),
  version,
  ...serviceShape,
  /** Visits still to come, which keep the service as it was when they were booked. */
  comingVisits: z.int(),
})
export type ServiceSetup = z.infer<typeof serviceSetup>

export const setup = z.object({ services: z.array(serviceSetup), nextOffset: z.int().nullable() })
