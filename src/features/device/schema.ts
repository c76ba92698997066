import { z } from 'zod'
import { typedText } from '#lib/text.ts'

export const pageInput = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  offset: z.int().min(0).max(10_000).default(0),
})

const version = z.int().min(1)

const deviceShape = {
  name: typedText().trim().min(1).max(100),
  /** As services ask for it: any device of the kind will do. */
  kind: typedText().trim().min(1).max(60),
  /** false: given up. It keeps its past and is taken for no visit. */
  active: z.boolean(),
}

export const saveInput = z.strictObject({
  requestId: z.uuid(),
  existing: z.strictObject({ id: z.uuid(), version }).nullable(),
  /** How many affected visits were looked at; null before anybody was told of any. */
  affectedSeen: z.int().min(0).max(100_000).nullable().default(null),
  /** From which of them on they are shown; beyond the first it is only looked, and nothing saved. */
  affectedFrom: z.int().min(0).max(100_000).default(0),
  /** Where a new device is; one that exists stays where it is. */
  locationId: z.uuid(),
  ...deviceShape,
})
export type DeviceToSave = Omit<z.infer<typeof saveInput>, 'requestId' | 'affectedFrom'>

export const saved = z.object({ id: z.uuid(), version })

export const deviceSetup = z.object({ id: z.uuid(), version, locationId: z.uuid(), ...deviceShape })
export type DeviceSetup = z.infer<typeof deviceSetup>

export const setup = z.object({
  devices: z.array(deviceSetup),
  /** Kinds that a device or a service names. */
  kinds: z.array(z.string()),
  locations: z.array(z.object({ id: z.uuid(), name: z.string() })),
  nextOffset: z.int().nullable(),
})
