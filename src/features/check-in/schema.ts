import { z } from 'zod'
import { BRUISES, NEEDLES, SIGNS, TIERS, YES_NO } from '#domain/aftercare/triage.ts'
import { CALL_STAGES } from '#domain/task/owner.ts'
import { typedText } from '#lib/text.ts'

/** The most words that are kept of one answer. */
export const LONGEST_WORDS = 2000

const yesNo = z.enum(YES_NO).nullable().default(null)

/** What somebody marks and writes; what they leave out is not said. */
export const said = z.strictObject({
  soreness: z.int().min(0).max(10).nullable().default(null),
  bruise: z.enum(BRUISES).nullable().default(null),
  infection: yesNo,
  chest: yesNo,
  numbness: yesNo,
  needle: z.enum(NEEDLES).nullable().default(null),
  needles: z.int().min(1).max(20).default(1),
  words: typedText().trim().max(LONGEST_WORDS).default(''),
  /** Pain (no goal) and activities, where they were asked for. */
  scores: z
    .array(z.strictObject({ goalId: z.uuid().nullable(), value: z.int().min(0).max(10) }))
    .max(4)
    .default([]),
})
export type SaidInput = z.infer<typeof said>

const slug = typedText().min(1).max(100)
const token = typedText().min(1).max(200)
/** Tells a form that was sent twice from two answers. */
const formId = z.uuid()

export const linkInput = z.strictObject({ slug, token, answerId: z.uuid().nullable().default(null) })
export const answerLinkInput = z.strictObject({ slug, token, formId, said })
export const ownInput = z.strictObject({ messageId: z.uuid(), answerId: z.uuid().nullable().default(null) })
export const answerOwnInput = z.strictObject({ messageId: z.uuid(), formId, said })

/** What somebody who answered reads at once. */
export const answer = z.object({
  id: z.uuid(),
  atIso: z.iso.datetime(),
  tier: z.enum(TIERS),
  /** How many came with it so far. */
  photos: z.int(),
  /** The clinic's words for what was said, the gravest first. */
  words: z.array(z.object({ title: z.string(), steps: z.array(z.string()) })),
})
export type AnswerOutput = z.infer<typeof answer>

export const asked = z.object({
  visitStartsAt: z.iso.datetime(),
  timeZone: z.string(),
  /** Of their own country first, where it is another one. */
  emergencyPhones: z.array(z.string()),
  lastAnsweredAt: z.iso.datetime().nullable(),
  /** What is asked in numbers besides; null: nothing. */
  numbers: z
    .object({ only: z.boolean(), activities: z.array(z.object({ goalId: z.uuid(), title: z.string() })) })
    .nullable(),
  answer: answer.nullable(),
})
export type AskedOutput = z.infer<typeof asked>

export const opened = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open'), asked }),
  z.object({ state: z.literal('expired') }),
  z.object({ state: z.literal('unknown') }),
])

export const answered = z.object({ answerId: z.uuid() })

export const ringing = z.object({
  answers: z.array(
    z.object({
      ...{
        taskId: z.uuid(),
        patientName: z.string().nullable(),
        patientPhone: z.string().nullable(),
        patientId: z.uuid().nullable(),
      },
      ...{ isNeedle: z.boolean(), sinceIso: z.iso.datetime() },
      /** Null: the caller looks after it, and it is silent. */
      stage: z.enum(CALL_STAGES).nullable(),
      /** Who takes it, or took it and has not closed it. */
      ...{ takenByName: z.string().nullable(), takenIso: z.iso.datetime().nullable(), isMine: z.boolean() },
      /** What was written in a text of which nobody knows whose it is. */
      mayReadText: z.boolean(),
    }),
  ),
})
export type RingingOutput = z.infer<typeof ringing>['answers'][number]
export const takeInput = z.strictObject({ requestId: z.uuid(), taskId: z.uuid() })
export const taken = z.object({ taskId: z.uuid(), takenByName: z.string() })

const photos = z.array(z.object({ id: z.uuid(), atIso: z.iso.datetime(), widthPx: z.int(), heightPx: z.int() }))
export type AnswerPhoto = z.infer<typeof photos>[number]

export const ofVisitInput = z.strictObject({ encounterId: z.uuid() })
export const ofVisit = z.object({
  answers: z.array(
    z.object({
      ...{ id: z.uuid(), atIso: z.iso.datetime(), via: z.string(), tier: z.enum(TIERS) },
      ...{ soreness: z.int().nullable(), bruise: z.string().nullable(), infection: z.string().nullable() },
      ...{ chest: z.string().nullable(), numbness: z.string().nullable(), needle: z.string().nullable() },
      ...{ needles: z.int().nullable(), words: z.string(), photos },
      /** The versions of the table that decided, and of the lists that the words were held against. */
      rules: z.array(z.object({ sign: z.enum(SIGNS), version: z.int() })),
      wordLists: z.array(z.object({ language: z.string(), version: z.int() })),
      tasks: z.array(
        z.object({
          ...{ id: z.uuid(), status: z.string(), takenByName: z.string().nullable() },
          ...{ outcome: z.string().nullable(), note: z.string().nullable() },
        }),
      ),
    }),
  ),
})
export type VisitAnswer = z.infer<typeof ofVisit>['answers'][number]

export const waiting = z.object({
  answers: z.array(
    z.object({
      ...{ taskId: z.uuid(), kind: z.string(), rings: z.boolean(), takenByName: z.string().nullable() },
      patient: z.object({ id: z.uuid(), name: z.string(), phone: z.string().nullable() }),
      ...{ dueIso: z.iso.datetime(), atIso: z.iso.datetime(), tier: z.enum(TIERS) },
      ...{ words: z.string(), signs: z.array(z.enum(SIGNS)), soreness: z.int().nullable(), photos },
    }),
  ),
})

export const loadInput = z.strictObject({ weeks: z.int().min(1).max(26).default(8) })
export const load = z.object({
  /** How many alarms the clinic holds to be bearable. */
  most: z.object({ mostAlarmsPerHundred: z.int(), mostAlarmsPerDay: z.int() }),
  weeks: z.array(
    z.object({
      ...{ monday: z.iso.date(), answers: z.int(), tasks: z.int(), alerts: z.int() },
      /** The most that rang of one practitioner's patients on one day. */
      ...{ busiestDay: z.int(), inTime: z.int() },
      ...{ actedUpon: z.int(), falseAlarms: z.int(), overdue: z.int() },
    }),
  ),
})
export type LoadOutput = z.infer<typeof load>['weeks'][number]
