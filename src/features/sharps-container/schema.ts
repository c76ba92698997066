import { z } from 'zod'
import { CLOSED_FOR } from '#domain/sharps/container.ts'
import { typedText } from '#lib/text.ts'

const page = { limit: z.int().min(1).max(100).default(50), offset: z.int().min(0).max(1_000_000).default(0) }

export const containers = z.object({
  rooms: z.array(
    z.object({
      ...{ roomId: z.uuid(), roomName: z.string() },
      container: z
        .object({
          ...{ id: z.uuid(), label: z.string(), openedByName: z.string(), openedAt: z.iso.datetime() },
          ...{ days: z.int(), over: z.boolean(), standing: z.enum(['in-time', 'due', 'over']) },
        })
        .nullable(),
    }),
  ),
})
export type RoomWithContainer = z.infer<typeof containers>['rooms'][number]

export const openInput = z.strictObject({
  ...{ requestId: z.uuid(), roomId: z.uuid() },
  label: typedText().trim().min(1).max(100),
  /** What became of the one before. */
  beforeClosedFor: z.enum(CLOSED_FOR).default('replaced'),
})
export const opened = z.object({ containerId: z.uuid() })

export const closeInput = z.strictObject({
  ...{ requestId: z.uuid(), containerId: z.uuid() },
  closedFor: z.enum(CLOSED_FOR),
})

const covered = z.object({
  ...{ id: z.uuid(), label: z.string(), roomName: z.string() },
  ...{ openedAt: z.iso.datetime(), openedByName: z.string() },
  ...{ closedAt: z.iso.datetime().nullable(), closedByName: z.string().nullable() },
  closedFor: z.enum(CLOSED_FOR).nullable(),
  /** The days it stood there. */
  days: z.int(),
})
export type CoveredContainer = z.infer<typeof covered>

export const closedInput = z.strictObject(page)
export const closed = z.object({ containers: z.array(covered), nextOffset: z.int().nullable() })

export const visitsInput = z.strictObject({ containerId: z.uuid(), ...page })
export const visits = z.object({
  container: covered,
  visits: z.array(
    z.object({
      ...{ encounterId: z.uuid(), needlesInAt: z.iso.datetime(), practitionerName: z.string() },
      /** Null: not for these eyes. */
      patientName: z.string().nullable(),
      lotNumbers: z.array(z.string()),
    }),
  ),
  nextOffset: z.int().nullable(),
})
export type ContainerVisit = z.infer<typeof visits>['visits'][number]
