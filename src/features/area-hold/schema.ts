import { z } from 'zod'
import { HOLD_KINDS } from '#domain/recovery/area-hold.ts'
import { typedDate, typedText } from '#lib/text.ts'

const instant = z.iso.datetime()
const kind = z.enum(HOLD_KINDS)

export const listInput = z.strictObject({
  patientId: z.uuid(),
  /** Those that keep needles away now, or those that are over. */
  standing: z.boolean().default(true),
  limit: z.int().min(1).max(100).default(50),
  cursor: z.uuid().nullable().default(null),
})

export const hold = z.object({
  id: z.uuid(),
  /** As they were named, regions among them; `anywhere` for the whole body. */
  areaIds: z.array(z.string()),
  startsIso: instant,
  /** null: until somebody clears it. */
  endsIso: instant.nullable(),
  placedByName: z.string(),
  /** null for eyes that the clinical record is closed to. */
  kind: kind.nullable(),
  reason: z.string().nullable(),
  cleared: z.object({ atIso: instant, byName: z.string(), reason: z.string().nullable() }).nullable(),
  version: z.int(),
})
export type Hold = z.infer<typeof hold>

export const holds = z.object({
  holds: z.array(hold),
  nextCursor: z.uuid().nullable(),
  /** Whether this person may place and clear holds for this patient. */
  mayHold: z.boolean(),
})

export const placeInput = z.strictObject({
  requestId: z.uuid(),
  patientId: z.uuid(),
  areaIds: z.array(typedText().min(1).max(100)).min(1).max(100),
  kind,
  reason: typedText().trim().min(3).max(2000),
  /** The first day on which the areas may be needled again; null: when somebody clears it. */
  freeFromDate: typedDate().nullable(),
})

export const placed = z.object({
  holdId: z.uuid(),
  /** Coming visits that needle there and stand on the to-do list now. */
  visitsToMove: z.int(),
})

export const clearInput = z.strictObject({
  requestId: z.uuid(),
  holdId: z.uuid(),
  expectedVersion: z.int().min(1),
  reason: typedText().trim().min(3).max(2000),
})
export const cleared = z.object({ holdId: z.uuid() })
