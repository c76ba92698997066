import { z } from 'zod'
import { isLotNumber, LONGEST_LOT_NUMBER } from '#domain/lot/lot-number.ts'
import { ATTEMPT_OUTCOMES, CHANNELS, MESSAGE_OUTCOMES, outcomesOf, STANDINGS } from '#domain/lot/recall-case.ts'
import { typedDate, typedText } from '#lib/text.ts'

const instant = z.iso.datetime()
const day = z.string()
const kind = z.enum(['recall', 'drill'])
const riskClass = z.enum(['I', 'II', 'III'])

const millimetres = (least: number, most: number) =>
  z
    .number()
    .min(least)
    .max(most)
    .transform((mm) => Math.round(mm * 100) / 100)

const MOST_NAMED = 200

/** What a notice names; empty and null where it does not say. */
export const noticeInput = z.strictObject({
  productIds: z.array(z.uuid()).max(MOST_NAMED).default([]),
  lotNumbers: z.array(typedText().trim().max(LONGEST_LOT_NUMBER).refine(isLotNumber)).max(MOST_NAMED).default([]),
  diameterMm: millimetres(0.05, 1).nullable().default(null),
  lengthMm: millimetres(1, 150).nullable().default(null),
  expiryFrom: typedDate().nullable().default(null),
  expiryTo: typedDate().nullable().default(null),
  producedFrom: typedDate().nullable().default(null),
  producedTo: typedDate().nullable().default(null),
})
export type Notice = z.infer<typeof noticeInput>

const matchedLot = z.object({
  lotId: z.uuid(),
  productName: z.string(),
  size: z.string(),
  lotNumber: z.string().nullable(),
  expiryDate: day.nullable(),
  producedOn: day.nullable(),
  status: z.enum(['active', 'quarantined', 'recalled']),
  onHand: z.int(),
})
export type MatchedLot = z.infer<typeof matchedLot>

/** The clinic's needles to choose from, as many as a list holds. */
export const needles = z.object({ needles: z.array(z.object({ id: z.uuid(), name: z.string(), size: z.string() })) })

export const previewInput = z.strictObject({ notice: noticeInput })
/** Lots that the notice names, and lots that nearly are; as many as one can look through. */
export const preview = z.object({
  matched: z.array(matchedLot),
  matchedCount: z.int(),
  nearMisses: z.array(
    matchedLot.extend({
      why: z.enum(['look-alike', 'other-product', 'other-expiry', 'not-known']),
      noticeNumber: z.string().nullable(),
    }),
  ),
  nearMissCount: z.int(),
})
export type Preview = z.infer<typeof preview>

const words = () => typedText().trim()

export const openInput = z.strictObject({
  requestId: z.uuid(),
  kind,
  /** What the maker or authority says. */
  reason: words().min(3).max(4000),
  reference: words().max(200).default(''),
  riskClass: riskClass.nullable().default(null),
  fromWhom: words().max(200).default(''),
  receivedOn: typedDate().nullable().default(null),
  notice: noticeInput,
  /** Lots that the notice names and a person leaves out, and others that a person takes in. */
  leaveOutLotIds: z.array(z.uuid()).max(MOST_NAMED).default([]),
  takeInLotIds: z.array(z.uuid()).max(MOST_NAMED).default([]),
  /** When somebody began to type the notice. */
  begunIso: instant,
})
export type OpenRecall = Omit<z.infer<typeof openInput>, 'requestId'>
export const opened = z.object({ recallId: z.uuid() })

const people = z.object({
  waiting: z.int(),
  tried: z.int(),
  told: z.int(),
  'cannot-be-reached': z.int(),
  erased: z.int(),
})

const listed = z.object({
  id: z.uuid(),
  kind,
  reason: z.string(),
  reference: z.string(),
  riskClass: riskClass.nullable(),
  openedIso: instant,
  closedIso: instant.nullable(),
  lots: z.int(),
  people,
})
export type RecallRow = z.infer<typeof listed>

export const listInput = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  offset: z.int().min(0).max(10_000).default(0),
})
export const list = z.object({ recalls: z.array(listed), nextOffset: z.int().nullable() })

const account = z.object({
  received: z.int(),
  used: z.int(),
  discarded: z.int(),
  returned: z.int(),
  destroyed: z.int(),
  corrected: z.int(),
  onHand: z.int(),
})

const result = z.object({
  people,
  percent: z.int().nullable(),
  /** Of everybody, those with a telephone or mail. */
  reachable: z.int(),
  visits: z.int(),
  lots: z.int(),
  needlesUsed: z.int(),
  needlesHere: z.int(),
  /** From the first word of the notice to the end, and of that until everybody stood on the list once the lots were chosen. */
  tookSeconds: z.int(),
  listedMs: z.int().nullable(),
})
export type RecallResult = z.infer<typeof result>

export const idInput = z.strictObject({ recallId: z.uuid() })
export const recallCase = z.object({
  id: z.uuid(),
  kind,
  reason: z.string(),
  reference: z.string(),
  riskClass: riskClass.nullable(),
  /** The clinic of the same owner that it came from; '' when it was opened here. */
  passedOnBy: z.string(),
  fromWhom: z.string(),
  receivedOn: day.nullable(),
  byName: z.string(),
  begunIso: instant,
  openedIso: instant,
  version: z.int(),
  lots: z.array(matchedLot.extend({ how: z.enum(['named', 'chosen', 'joined']), account })),
  leftOut: z.array(matchedLot),
  /** As it stands now. */
  now: result,
  /** Visits that are going on with a box of it open, and nothing written down of it yet. */
  roomsToTell: z.array(z.object({ patientName: z.string(), practitionerName: z.string(), roomName: z.string() })),
  closed: z.object({ atIso: instant, byName: z.string(), reason: z.string(), result }).nullable(),
})
export type RecallCase = z.infer<typeof recallCase>

const visitKey = z.strictObject({ encounterId: z.uuid(), lotId: z.uuid() })
export const visitsInput = z.strictObject({
  recallId: z.uuid(),
  limit: z.int().min(1).max(500).default(50),
  cursor: visitKey.nullish(),
})
const visit = z.object({
  encounterId: z.uuid(),
  lotId: z.uuid(),
  patientId: z.uuid(),
  name: z.string(),
  birthDate: day.nullable(),
  erased: z.boolean(),
  lotNumber: z.string().nullable(),
  usedIso: instant,
  practitionerName: z.string(),
  /** Null: needles of it are in, and nobody has written down how many. */
  needles: z.int().nullable(),
  deviation: z.boolean(),
  standing: z.enum(STANDINGS),
})
export type RecallVisit = z.infer<typeof visit>
export const visits = z.object({ visits: z.array(visit), next: visitKey.nullable() })

export const callsInput = z.strictObject({
  recallId: z.uuid(),
  /** Only those who still have to be told. */
  waitingOnly: z.boolean().default(false),
  limit: z.int().min(1).max(500).default(50),
  cursor: z.uuid().nullish(),
})
const call = z.object({
  patientId: z.uuid(),
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  channel: z.enum(CHANNELS),
  /** What to say or to send, in the person's language. */
  text: z.string(),
  standing: z.enum(STANDINGS),
  attempts: z.array(
    z.object({
      id: z.uuid(),
      atIso: instant,
      byName: z.string(),
      channel: z.enum([...CHANNELS, 'sms']),
      outcome: z.enum([...ATTEMPT_OUTCOMES, ...MESSAGE_OUTCOMES]),
      remark: z.string(),
    }),
  ),
  /** The house has written to them, whatever became of it. */
  written: z.boolean(),
})
export type Call = z.infer<typeof call>
export const calls = z.object({ kind, people, calls: z.array(call), next: z.uuid().nullable() })

export const attemptInput = z
  .strictObject({
    requestId: z.uuid(),
    recallId: z.uuid(),
    patientId: z.uuid(),
    channel: z.enum(CHANNELS),
    outcome: z.enum(ATTEMPT_OUTCOMES),
    remark: words().max(2000).default(''),
  })
  .refine(({ channel, outcome }) => outcomesOf(channel).includes(outcome), { path: ['outcome'] })
  .refine(({ outcome, remark }) => outcome !== 'cannot-be-reached' || remark.length >= 3, { path: ['remark'] })
/** Null: everybody who waits. */
export const sendInput = z.strictObject({ requestId: z.uuid(), recallId: z.uuid(), patientId: z.uuid().nullable() })
export const sent = z.object({ messages: z.int() })

export const attempted = z.object({ attemptId: z.uuid() })

export const addLotInput = z.strictObject({ requestId: z.uuid(), recallId: z.uuid(), lotId: z.uuid() })
export const added = z.object({ lotId: z.uuid() })

export const messageInput = z.strictObject({
  requestId: z.uuid(),
  recallId: z.uuid(),
  version: z.int().min(1),
  en: words().min(3).max(2000),
  de: words().min(3).max(2000),
})
export const message = z.object({ en: z.string(), de: z.string(), version: z.int() })

export const signOffInput = z.strictObject({
  requestId: z.uuid(),
  recallId: z.uuid(),
  version: z.int().min(1),
  reason: words().max(2000).default(''),
})
export const signedOff = z.object({ recallId: z.uuid() })
