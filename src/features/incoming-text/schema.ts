import { z } from 'zod'

/** Longer than a text can be. */
const MOST = 2000

export const receiveInput = z.strictObject({
  providerId: z.string().min(1).max(100),
  fromNumber: z.string().max(30),
  // a sign that PostgreSQL cannot keep must not lose an emergency
  text: z.string().transform((text) => text.replaceAll('\u0000', '').slice(0, MOST)),
  /** The provider has read it as one of its own words. */
  optOut: z.enum(['stop', 'start', 'help']).nullable(),
})
/** What is written back at once; the provider confirms STOP and START itself. */
export const received = z.object({ answer: z.string().nullable() })

export const textsInput = z.strictObject({
  limit: z.int().min(1).max(50).default(10),
  cursor: z.uuid().nullable().default(null),
})
/** Texts that are no word of ours, the latest first; whose they are, where that is clear. */
export const texts = z.object({
  texts: z.array(
    z.object({
      id: z.uuid(),
      fromNumber: z.string(),
      patientName: z.string().nullable(),
      text: z.string(),
      receivedIso: z.iso.datetime(),
    }),
  ),
  nextCursor: z.uuid().nullable(),
})
