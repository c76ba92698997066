import { z } from 'zod'

/** Every job there is: its payload, and how it is retried. Payloads hold ids only, never words about a person. */
export const queues = [
  {
    name: 'send-communication',
    // a killed worker's job is taken up again within a minute; an outage is bridged for about a day
    options: {
      retryLimit: 1500,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 60,
      expireInSeconds: 60,
      deleteAfterSeconds: 604_800,
    },
  },
  {
    name: 'plan-aftercare',
    options: {
      retryLimit: 1500,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 60,
      expireInSeconds: 60,
      deleteAfterSeconds: 604_800,
    },
  },
  {
    name: 'raise-needle-alarm',
    options: {
      retryLimit: 1500,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 60,
      expireInSeconds: 60,
      deleteAfterSeconds: 604_800,
    },
  },
  {
    name: 'ask-after-reply',
    options: {
      retryLimit: 1500,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 60,
      expireInSeconds: 60,
      deleteAfterSeconds: 604_800,
    },
  },
] as const

export const payloads = {
  'send-communication': z.strictObject({ clinicId: z.uuid(), communicationId: z.uuid() }),
  'plan-aftercare': z.strictObject({ clinicId: z.uuid(), encounterId: z.uuid() }),
  'ask-after-reply': z.strictObject({ clinicId: z.uuid(), serviceRequestId: z.uuid() }),
  'raise-needle-alarm': z.strictObject({ clinicId: z.uuid(), encounterId: z.uuid() }),
}

export type JobName = keyof typeof payloads
export type Payload<N extends JobName> = z.infer<(typeof payloads)[N]>
