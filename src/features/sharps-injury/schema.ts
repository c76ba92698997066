import { z } from 'zod'
import { NEARNESSES } from '#domain/sharps/injury.ts'
import { typedDate, typedText } from '#lib/text.ts'

const page = { limit: z.int().min(1).max(100).default(50), offset: z.int().min(0).max(1_000_000).default(0) }
const words = () => typedText().trim().max(4000)

export const recordInput = z.strictObject({
  requestId: z.uuid(),
  hurtName: typedText().trim().min(1).max(200),
  /** Whose visits come into question, when it was somebody who treats. */
  practitionerId: z.uuid().nullable(),
  /** The clinic's day and clock. */
  onDate: typedDate(),
  minuteOfDay: z.int().min(0).max(1439),
  ...{ roomId: z.uuid().nullable(), containerId: z.uuid().nullable(), encounterId: z.uuid().nullable() },
  lotNumber: typedText().trim().max(100),
  description: words().min(1),
  firstSteps: words(),
})
export const recorded = z.object({ injuryId: z.uuid() })

const source = z.object({
  version: z.int(),
  /** Null: unknown. */
  visit: z.object({ patientName: z.string(), needlesInAt: z.iso.datetime().nullable() }).nullable(),
  ...{ reason: z.string(), byName: z.string(), at: z.iso.datetime() },
})
const injury = z.object({
  ...{ id: z.uuid(), hurtName: z.string(), happenedAt: z.iso.datetime() },
  ...{ roomName: z.string().nullable(), containerLabel: z.string().nullable(), lotNumber: z.string() },
  ...{ description: z.string(), firstSteps: z.string(), byName: z.string() },
  /** As it was decided last; null while nobody has. */
  source: source.nullable(),
})
export type Injury = z.infer<typeof injury>

export const listInput = z.strictObject(page)
export const injuries = z.object({ injuries: z.array(injury), nextOffset: z.int().nullable() })

export const sourcesInput = z.strictObject({ injuryId: z.uuid(), ...page })
export const sources = z.object({
  visits: z.array(
    z.object({
      ...{
        encounterId: z.uuid(),
        needlesInAt: z.iso.datetime(),
        patientName: z.string(),
        practitionerName: z.string(),
      },
      ...{ roomName: z.string(), lotNumbers: z.array(z.string()), nearness: z.enum(NEARNESSES), sameLot: z.boolean() },
    }),
  ),
  nextOffset: z.int().nullable(),
})
export type PossibleSource = z.infer<typeof sources>['visits'][number]

export const keepSourceInput = z.strictObject({
  ...{ requestId: z.uuid(), injuryId: z.uuid() },
  /** The version that was seen; 0 while nothing was decided. */
  version: z.int().min(0),
  /** Null: unknown, and the reason says why. */
  encounterId: z.uuid().nullable(),
  reason: words(),
})
export const sourceKept = z.object({ injuryId: z.uuid(), version: z.int() })
