import { z } from 'zod'
import { typedText } from '#lib/text.ts'

export const pageInput = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  offset: z.int().min(0).max(10_000).default(0),
})

const version = z.int().min(1)
const name = typedText().trim().min(1).max(100)

const roomShape = {
  name,
  kind: z.enum(['treatment', 'group']),
  /** Without steps, wide enough for a wheelchair. */
  accessible: z.boolean(),
  /** false: given up. It keeps its past and is offered no more. */
  active: z.boolean(),
}
const placeShape = { label: name, active: z.boolean() }

export const saveInput = z.strictObject({
  requestId: z.uuid(),
  existing: z.strictObject({ id: z.uuid(), version }).nullable(),
  /** How many affected visits were looked at; null before anybody was told of any. */
  affectedSeen: z.int().min(0).max(100_000).nullable().default(null),
  /** From which of them on they are shown; beyond the first it is only looked, and nothing saved. */
  affectedFrom: z.int().min(0).max(100_000).default(0),
  /** Where a new room is; one that exists stays where it is. */
  locationId: z.uuid(),
  ...roomShape,
  /** All of its places: those with an id are kept or renamed, those without are new. */
  places: z.array(z.strictObject({ id: z.uuid().nullable(), ...placeShape })).max(40),
})
export type RoomToSave = Omit<z.infer<typeof saveInput>, 'requestId' | 'affectedFrom'>

export const saved = z.object({ id: z.uuid(), version })

export const roomSetup = z.object({
  id: z.uuid(),
  version,
  locationId: z.uuid(),
  ...roomShape,
  places: z.array(z.object({ id: z.uuid(), ...placeShape })),
})
export type RoomSetup = z.infer<typeof roomSetup>

export const setup = z.object({
  rooms: z.array(roomSetup),
  locations: z.array(z.object({ id: z.uuid(), name: z.string() })),
  nextOffset: z.int().nullable(),
})
