import { z } from 'zod'
import { typedText } from '#lib/text.ts'

const label = () => typedText().trim().min(1).max(120)
const moment = z.enum(['before', 'during', 'after'])

export const visitInput = z.strictObject({ encounterId: z.uuid() })
export const ofVisit = z.object({
  ticks: z.array(
    z.object({
      ...{ id: z.uuid(), label: z.string(), moment },
      /** Null: not ticked. */
      doneByName: z.string().nullable(),
    }),
  ),
  roomId: z.uuid(),
  manualName: z.string(),
  manualUrl: z.string(),
})

export const tickInput = z.strictObject({
  ...{ requestId: z.uuid(), encounterId: z.uuid(), tickId: z.uuid(), ticked: z.boolean() },
})
export const ticked = z.object({ encounterId: z.uuid() })

export const setup = z.object({
  ticks: z.array(
    z.object({
      ...{ id: z.uuid(), label: z.object({ en: z.string(), de: z.string() }), moment },
      ...{ source: z.string(), active: z.boolean(), version: z.int() },
    }),
  ),
})
export type TickSetup = z.infer<typeof setup>['ticks'][number]

export const saveInput = z.strictObject({
  requestId: z.uuid(),
  existing: z.strictObject({ id: z.uuid(), version: z.int().min(1) }).nullable(),
  label: z.strictObject({ en: label(), de: label() }),
  moment,
  source: typedText().trim().min(1).max(500),
  active: z.boolean(),
})
export const saved = z.object({ id: z.uuid() })
