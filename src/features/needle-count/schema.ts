import { z } from 'zod'
import { typedDate, typedText } from '#lib/text.ts'

const count = z.int().min(0).max(200)
/** The clinic's steps and words, as the policy gives them. */
const clinicText = z.object({
  ...{ id: z.uuid(), key: z.string(), title: z.string(), steps: z.array(z.string()) },
  ...{ source: z.string(), approvedBy: z.string().nullable(), version: z.int() },
})

const ofVisit = { requestId: z.uuid(), encounterId: z.uuid() }

export const standingInput = z.strictObject({ encounterId: z.uuid() })
export const standing = z.object({
  second: z.enum(['not-asked', 'missing', 'differs', 'agrees']),
  firstByName: z.string().nullable(),
  /** The one who asks made the first count: the second is somebody else's. */
  ownCount: z.boolean(),
  secondByNames: z.array(z.string()),
  explanation: z.string().nullable(),
  deferral: z.object({ reason: z.string(), byName: z.string(), at: z.iso.datetime() }).nullable(),
  leftInPlace: z.array(
    z.object({
      id: z.uuid(),
      areaId: z.string(),
      needles: z.int(),
      signedName: z.string(),
      leaflet: z.string(),
      removalOn: z.string(),
    }),
  ),
  texts: z.array(clinicText),
})

export const countAgainInput = z.strictObject({
  ...ofVisit,
  removed: count,
  fellOutFound: count,
  broken: count,
  missing: count,
  explanation: typedText().trim().min(1).max(2000).nullable().default(null),
})
export const countedAgain = z.object({ encounterId: z.uuid(), agrees: z.boolean() })

export const deferInput = z.strictObject({ ...ofVisit, reason: typedText().trim().min(1).max(1000) })
export const deferred = z.object({ encounterId: z.uuid() })

export const leaveInput = z.strictObject({
  ...ofVisit,
  areaId: typedText().max(80),
  needles: z.int().min(1).max(200),
  textId: z.uuid(),
  locale: z.enum(['en', 'de']),
  signedName: typedText().trim().min(1).max(300),
  signerRelation: z.enum(['self', 'guardian', 'representative']),
  /** Strokes as drawn; empty when the typed name is the signature. */
  strokes: z.array(z.array(z.number().min(-5000).max(5000)).max(4000)).max(200),
  leaflet: z.enum(['paper', 'mail']),
  removalOn: typedDate(),
})
export const left = z.object({ encounterId: z.uuid(), stillIn: z.int() })
