import { z } from 'zod'
import { typedText } from '#lib/text.ts'

export const containers = z.object({
  rooms: z.array(
    z.object({
      ...{ roomId: z.uuid(), roomName: z.string() },
      container: z
        .object({
          ...{ id: z.uuid(), label: z.string(), openedByName: z.string(), openedAt: z.iso.datetime() },
          ...{ days: z.int(), over: z.boolean() },
        })
        .nullable(),
    }),
  ),
})
export type RoomWithContainer = z.infer<typeof containers>['rooms'][number]
export const openInput = z.strictObject({
  ...{ requestId: z.uuid(), roomId: z.uuid() },
  label: typedText().trim().min(1).max(100),
})
export const opened = z.object({ containerId: z.uuid() })
