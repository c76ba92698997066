import { z } from 'zod'
import { ENDINGS } from '#domain/contact/alerted.ts'
import { typedText } from '#lib/text.ts'

const endedBy = z.enum(ENDINGS).nullable()

/** How the caller is told of what rings. */
export const own = z.object({
  email: z.string(),
  number: z.string().nullable(),
  byText: z.boolean(),
  endedBy,
  /** 0: nothing was entered yet. */
  version: z.int(),
  /** The number that the clinic's texts come from; null: it writes none. */
  clinicNumber: z.string().nullable(),
  /** What became of the last text that they sent themselves to try it. */
  lastTest: z
    .object({ state: z.enum(['on-its-way', 'handed-over', 'arrived', 'lost']), atIso: z.iso.datetime() })
    .nullable(),
})
export type OwnAlertPhone = z.infer<typeof own>

export const saveInput = z.strictObject({
  requestId: z.uuid(),
  version: z.int().min(0),
  /** As it is typed at home or abroad; null: none. */
  number: typedText().trim().min(1).max(50).nullable(),
  byText: z.boolean(),
})
export type AlertPhoneToSave = Omit<z.infer<typeof saveInput>, 'requestId'>
export const saved = z.object({ version: z.int() })

export const testInput = z.strictObject({ requestId: z.uuid() })
export const sent = z.object({ communicationId: z.uuid() })

export const peopleInput = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  offset: z.int().min(0).max(10_000).default(0),
})
export const people = z.object({
  textsAreSetUp: z.boolean(),
  people: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      roles: z.array(z.enum(['owner', 'practitioner', 'assistant', 'desk'])),
      clinicalLead: z.boolean(),
      /** They get texts besides mail. */
      byText: z.boolean(),
      /** They want texts, and none reaches them. */
      endedBy,
    }),
  ),
  nextOffset: z.int().nullable(),
})
export type ToldPerson = z.infer<typeof people>['people'][number]
