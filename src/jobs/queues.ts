import { z } from 'zod'
import { VISIT_DEEDS } from '#domain/appointment/visit-notice.ts'

/**
 * How every job is retried: what a worker held that has died is taken up again within a minute (it said every few seconds that
 * it lives), and after an outage everything is tried again within half a minute. A day of outage is bridged, and more.
 */
const options = {
  retryLimit: 10_000,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 30,
  expireInSeconds: 90,
  heartbeatSeconds: 20,
  deleteAfterSeconds: 604_800,
} as const

/** Every job there is. Payloads hold ids only, never words about a person. */
export const queues = [
  { name: 'send-communication', options },
  { name: 'plan-aftercare', options },
  { name: 'raise-needle-alarm', options },
  { name: 'ask-after-reply', options },
  { name: 'raise-answer-alert', options },
  { name: 'call-unanswered', options },
  // what was done to a visit: the worker decides what its patient is told of it
  { name: 'tell-of-visit', options },
] as const

const tellOfVisit = z.strictObject({
  clinicId: z.uuid(),
  appointmentIds: z.array(z.uuid()).min(1),
  deed: z.enum(VISIT_DEEDS),
  byPatient: z.boolean(),
  /** As the patient knew it before it was moved. */
  before: z.strictObject({ startMs: z.number(), practitionerId: z.uuid(), locationId: z.uuid() }).nullable(),
})

export const payloads = {
  'send-communication': z.strictObject({ clinicId: z.uuid(), communicationId: z.uuid() }),
  'plan-aftercare': z.strictObject({ clinicId: z.uuid(), encounterId: z.uuid() }),
  'ask-after-reply': z.strictObject({ clinicId: z.uuid(), serviceRequestId: z.uuid() }),
  // an answer, a text of which nobody knows whose it is, or what somebody has taken and may not have closed
  'raise-answer-alert': z.union([
    z.strictObject({ clinicId: z.uuid(), checkInId: z.uuid() }),
    z.strictObject({ clinicId: z.uuid(), incomingTextId: z.uuid() }),
    z.strictObject({ clinicId: z.uuid(), taskId: z.uuid() }),
  ]),
  'call-unanswered': z.strictObject({ clinicId: z.uuid(), encounterId: z.uuid() }),
  'tell-of-visit': tellOfVisit,
  'raise-needle-alarm': z.strictObject({ clinicId: z.uuid(), encounterId: z.uuid() }),
}

export type JobName = keyof typeof payloads
export type Payload<N extends JobName> = z.infer<(typeof payloads)[N]>
