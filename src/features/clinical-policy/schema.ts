import { z } from 'zod'
import { ANCHORS, STEP_CHANNELS, STEP_LANGUAGES } from '#domain/aftercare/plan.ts'
import { TOPICS } from '#domain/aftercare/text.ts'
import { SIGNS, TIERS } from '#domain/aftercare/triage.ts'
import { CONSENT_PARTS } from '#domain/encounter/consent-parts.ts'
import { NEEDLING_TECHNIQUES } from '#domain/recovery/technique.ts'
import { typedDate, typedText } from '#lib/text.ts'

const instant = z.iso.datetime()
const words = (most: number) => typedText().trim().min(1).max(most)
const maybe = (most: number) => typedText().trim().max(most)
const inBoth = <T extends z.ZodType>(one: T) => z.strictObject({ en: one, de: one })
const technique = z.enum(NEEDLING_TECHNIQUES)
const riskZone = z.enum(['pleural', 'vascular', 'neural', 'abdominal', 'orbital'])
const code = typedText().min(1).max(60)
const months = z.int().min(1).max(120)

const rule = z
  .strictObject({
    conditionCode: code,
    name: inBoth(words(120)),
    advice: inBoth(words(600)),
    /** None: every technique. */
    techniques: z.array(technique).max(10),
    /** None: everywhere. */
    areaIds: z.array(code).max(60),
    /** Some: at these points alone. */
    pointCodes: z.array(typedText().regex(/^[A-Z]{1,3}[1-9]\d?$/)).max(60),
    severity: z.enum(['block', 'acknowledge', 'info']),
    holds: z.enum(['visit', 'months', 'until-changed']),
    holdsMonths: months.nullable(),
    coSign: z.boolean(),
    renewsConsent: z.boolean(),
    active: z.boolean(),
  })
  .refine(({ holds, holdsMonths }) => (holds === 'months') === (holdsMonths !== null), { path: ['holdsMonths'] })

const question = z
  .strictObject({
    position: z.int().min(0).max(1000),
    words: inBoth(z.strictObject({ short: words(60), question: words(300), help: maybe(600) })),
    /** None: free words. */
    choices: z.array(z.enum(['yes', 'no', 'unsure', 'does-not-apply'])).max(4),
    required: z.boolean(),
    asked: z.enum(['every-visit', 'months', 'until-changed']),
    validMonths: months.nullable(),
    /** What a yes means, as rules name it. */
    conditionCode: code.nullable(),
    asksWhere: z.boolean(),
    active: z.boolean(),
  })
  .refine(({ asked, validMonths }) => (asked === 'months') === (validMonths !== null), { path: ['validMonths'] })

const riskZonePolicy = z.strictObject({
  why: inBoth(words(600)),
  /** Needles from this length on are pointed out; null where no source gives a ground for one. */
  warnMaxLengthMm: z.int().min(1).max(150).nullable(),
})

const years = z.int().min(0).max(25)
const ages = z
  .strictObject({ childUnderYears: years, assentsFromYears: years, signsFromYears: years })
  .refine(({ assentsFromYears, signsFromYears }) => assentsFromYears <= signsFromYears, { path: ['assentsFromYears'] })

const text = z.strictObject({ title: inBoth(words(200)), steps: inBoth(z.array(words(1000)).min(1).max(30)) })

const part = z
  .strictObject({
    part: z.enum(CONSENT_PARTS),
    /** null: of every technique. */
    technique: technique.nullable(),
    riskZone: riskZone.nullable(),
    heading: inBoth(words(120)),
    words: inBoth(words(4000)),
  })
  .refine((given) => (given.part === 'risk') === (given.riskZone !== null), { path: ['riskZone'] })
const consent = z.strictObject({ validMonths: months, parts: z.array(part).min(1).max(60) })

const visits = z.int().min(2).max(50)
const points = z.number().min(0.1).max(10).multipleOf(0.1)
const outcome = z
  .strictObject({
    ...{ reviewFromVisit: visits, reviewByVisit: visits, painChange: points, functionChange: points },
    askAfterDays: z.array(z.int().min(1).max(366)).max(8).default([]),
  })
  .refine(({ reviewFromVisit, reviewByVisit }) => reviewFromVisit <= reviewByVisit, { path: ['reviewByVisit'] })

const minutes = (most: number) => z.int().min(0).max(most)
const safety = z
  .strictObject({
    secondCount: z.boolean(),
    deskAfterMinutes: minutes(60),
    everyoneAfterMinutes: minutes(120),
    sharpsDays: z.int().min(1).max(366),
    manualName: maybe(200),
    manualUrl: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(500)]),
  })
  .refine((given) => given.everyoneAfterMinutes >= given.deskAfterMinutes, { path: ['everyoneAfterMinutes'] })

const minuteOfDay = z.int().min(0).max(1439)
/** When messages may come, how many, and after how long somebody has to look at an answer. */
const messages = z.strictObject({
  quietFrom: minuteOfDay,
  quietTo: minuteOfDay,
  maxPerDay: z.int().min(1).max(20),
  reminderHours: z.int().min(1).max(168),
  noReminderWithinMinutes: minutes(2880),
  answerMinutes: z.int().min(1).max(2880),
  takeMinutes: z.int().min(1).max(120),
  closeMinutes: z.int().min(5).max(240),
  mostAlarmsPerHundred: z.int().min(1).max(100),
  mostAlarmsPerDay: z.int().min(1).max(100),
  chestCheckHours: z.int().min(1).max(24),
  noAnswerHours: z.int().min(1).max(96),
  checkInDays: z.int().min(1).max(90),
})

/** Words to begin a note with, in the language that the clinic's records are written in. */
const note = typedText().max(20_000)
const noteTemplate = z.strictObject({
  name: words(80),
  subjective: note,
  objective: note,
  assessment: note,
  plan: note,
  active: z.boolean(),
})

const referral = z.strictObject({ replyDays: z.int().min(1).max(365) })

const section = z.strictObject({
  topic: z.enum(TOPICS),
  heading: inBoth(words(120)),
  words: inBoth(words(1500)),
  /** Empty: how to reach the clinic, which claims nothing. */
  source: maybe(1000),
})
const aftercareText = z.strictObject({
  name: inBoth(words(80)),
  subject: inBoth(words(120)),
  intro: inBoth(words(600)),
  sms: inBoth(words(300)),
  sections: z.array(section).min(1).max(30),
})

/** Of which visits; none in a list: whichever. */
const fits = z.strictObject({
  techniques: z.array(technique).max(10),
  areaIds: z.array(code).max(60),
  riskZones: z.array(riskZone).max(5),
  serviceIds: z.array(z.uuid()).max(60),
  flags: z.array(code).max(20),
})
const FOUR_WEEKS_MINUTES = 40_320
const step = z.strictObject({
  textKey: code,
  anchor: z.enum(ANCHORS),
  offsetMinutes: z.int().min(0).max(FOUR_WEEKS_MINUTES),
  channel: z.enum(STEP_CHANNELS),
  manner: z.enum(['pass', 'before', 'after']),
  checkIn: z.boolean(),
  language: z.enum(STEP_LANGUAGES),
  fits,
})
const aftercarePlan = z.strictObject({
  name: inBoth(words(80)),
  fits,
  active: z.boolean(),
  steps: z.array(step).min(1).max(20),
})

/** How one thing that patients answer is sorted, and what they read at once. */
const triage = z
  .strictObject({
    sign: z.enum(SIGNS),
    techniques: z.array(technique).max(10),
    riskZones: z.array(riskZone).max(5),
    /** Of soreness: from this number on. */
    fromScore: z.int().min(1).max(10).nullable(),
    tier: z.enum(TIERS),
    rings: z.boolean(),
    dueMinutes: z.int().min(1).max(2880),
    incidentKind: code.nullable(),
    title: inBoth(words(200)),
    steps: inBoth(z.array(words(1000)).min(1).max(30)),
    active: z.boolean(),
  })
  .refine(({ sign, fromScore }) => (sign === 'soreness') === (fromScore !== null), { path: ['fromScore'] })

const phrases = z.array(words(80)).max(400)
/** What is listened for in free words, in one language. */
const triageTerms = z.strictObject({
  emergency: phrases.min(1),
  concerning: phrases,
  harmless: phrases,
  negations: phrases,
})

/** What the clinic decides, kind by kind. */
export const KINDS = [
  'contraindication',
  'question',
  'risk-zone',
  'ages',
  'text',
  'consent',
  'outcome',
  'referral',
  'note-template',
  'safety',
  'messages',
  'aftercare-plan',
  'aftercare-text',
  'triage',
  'triage-terms',
] as const
export const kind = z.enum(KINDS)
export type Kind = z.infer<typeof kind>

export const proposal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('contraindication'), content: rule }),
  z.strictObject({ kind: z.literal('question'), content: question }),
  z.strictObject({ kind: z.literal('risk-zone'), content: riskZonePolicy }),
  z.strictObject({ kind: z.literal('ages'), content: ages }),
  z.strictObject({ kind: z.literal('text'), content: text }),
  z.strictObject({ kind: z.literal('consent'), content: consent }),
  z.strictObject({ kind: z.literal('outcome'), content: outcome }),
  z.strictObject({ kind: z.literal('referral'), content: referral }),
  z.strictObject({ kind: z.literal('note-template'), content: noteTemplate }),
  z.strictObject({ kind: z.literal('safety'), content: safety }),
  z.strictObject({ kind: z.literal('messages'), content: messages }),
  z.strictObject({ kind: z.literal('aftercare-plan'), content: aftercarePlan }),
  z.strictObject({ kind: z.literal('aftercare-text'), content: aftercareText }),
  z.strictObject({ kind: z.literal('triage'), content: triage }),
  z.strictObject({ kind: z.literal('triage-terms'), content: triageTerms }),
])
export type Proposal = z.infer<typeof proposal>
export type ContentOf<K extends Kind> = Extract<Proposal, { kind: K }>['content']

const byWhom = z.object({ byName: z.string(), atIso: instant.nullable() })

/** One version of one policy with its story. */
export const version = z.object({
  id: z.uuid(),
  key: z.string(),
  version: z.int(),
  state: z.enum(['draft', 'in-force', 'discarded']),
  source: z.string(),
  validFrom: z.iso.date(),
  /** null: it came with the clinic. */
  drafted: byWhom.nullable(),
  /** null: nobody answers for it; the hour is not known of what came with the clinic. */
  approved: byWhom.nullable(),
  discarded: byWhom.nullable(),
  proposal,
})
export type Version = z.infer<typeof version>

/** What is in force, what is to follow and what waits to be approved. */
export const entry = z.object({
  key: z.string(),
  current: version.nullable(),
  coming: z.array(version),
  draft: version.nullable(),
})
export type Entry = z.infer<typeof entry>

export const listInput = z.strictObject({ kind })
export const list = z.object({
  /** Today where the clinic is. */
  date: z.iso.date(),
  entries: z.array(entry),
  mayApprove: z.boolean(),
})

export const historyInput = z.strictObject({
  kind,
  key: code,
  limit: z.int().min(1).max(50).default(10),
  /** The version the page before ended with. */
  before: z.int().min(1).nullable().default(null),
})
export const history = z.object({ versions: z.array(version), nextBefore: z.int().nullable() })

/** What a rule can be about, by what people call it. */
export const conditions = z.object({
  conditions: z.array(z.object({ code: z.string(), name: z.object({ en: z.string(), de: z.string() }) })),
})
export type KnownCondition = z.infer<typeof conditions>['conditions'][number]

export const draftInput = z.strictObject({
  requestId: z.uuid(),
  /** null: something new. */
  key: code.nullable(),
  /** The draft that was read and is written anew; null where none waited. */
  replaces: z.uuid().nullable(),
  proposal,
  /** Where it comes from: everybody who is asked by it reads it. */
  source: words(2000).min(3),
  validFrom: typedDate(),
})
export const drafted = z.object({ versionId: z.uuid(), key: z.string(), version: z.int() })

export const decideInput = z.strictObject({ requestId: z.uuid(), kind, versionId: z.uuid() })
export const approved = z.object({ versionId: z.uuid(), validFrom: z.iso.date() })
export const discarded = z.object({ versionId: z.uuid() })
