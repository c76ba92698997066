import { z } from 'zod'
import { typedText } from '#lib/text.ts'

export const setting = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  locale: z.string(),
  phone: z.string(),
  emergencyPhone: z.string(),
  /** When answers are read, in the reader's language. */
  messageHours: z.string(),
  policyStatus: z.string(),
  demo: z.boolean(),
  /** Whether the desk may break overlap, hours and notice, with a reason. */
  deskMayOverride: z.boolean(),
  /** Whether depth and angle are asked for of every needling. */
  asksDepthAndAngle: z.boolean(),
  /** Nobody at a screen for so long: it locks. A visit keeps somebody in one's care; a record opened with a reason stays open. */
  lockAfterMinutes: z.int(),
  careDays: z.int(),
  breakGlassMinutes: z.int(),
  timeZone: z.string(),
  locations: z.array(
    z.object({ id: z.uuid(), name: z.string(), timeZone: z.string(), address: z.string(), phone: z.string() }),
  ),
  practitioners: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      initials: z.string(),
      profession: z.string(),
      bookableOnline: z.boolean(),
    }),
  ),
  rooms: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      kind: z.enum(['treatment', 'group']),
      places: z.array(z.object({ id: z.uuid(), label: z.string() })),
    }),
  ),
})

export const allowOverrideInput = z.strictObject({ requestId: z.uuid(), allowed: z.boolean() })
export const overrideAllowed = z.object({ deskMayOverride: z.boolean() })

export const askDetailInput = z.strictObject({ requestId: z.uuid(), asked: z.boolean() })
export const detailAsked = z.object({ asksDepthAndAngle: z.boolean() })

/** The same bounds as the wall keeps. */
const privacyFields = {
  lockAfterMinutes: z.int().min(1).max(60),
  careDays: z.int().min(1).max(3650),
  breakGlassMinutes: z.int().min(5).max(1440),
}
export const privacyInput = z.strictObject({ requestId: z.uuid(), ...privacyFields })
export const privacy = z.object(privacyFields)

export const publicPageInput = z.strictObject({ slug: typedText().min(1).max(100) })

/** What anybody may know of a clinic. */
export const publicPage = z.object({
  slug: z.string(),
  name: z.string(),
  locale: z.string(),
  phone: z.string(),
  emergencyPhone: z.string(),
  messageHours: z.string(),
  timeZone: z.string(),
  address: z.string(),
  demo: z.boolean(),
})
