import {
  type ContentOf,
  type Entry,
  KINDS,
  type Kind,
  type Proposal,
  proposal,
} from '#features/clinical-policy/schema.ts'

/** What is open beside the lists, as one word that a panel's opener can carry. */
export interface OpenPolicy {
  readonly mode: 'draft' | 'review' | 'history'
  readonly kind: Kind
  /** null: something new. */
  readonly key: string | null
}

const MODES = ['draft', 'review', 'history'] as const

export const panelWord = ({ mode, kind, key }: OpenPolicy): string =>
  [mode, kind, ...(key === null ? [] : [key])].join(' ')

export const openedBy = (word: string | null): OpenPolicy | null => {
  const [first, second, key = null] = (word ?? '').split(' ')
  const mode = MODES.find((one) => one === first)
  const kind = KINDS.find((one) => one === second)
  return mode === undefined || kind === undefined ? null : { mode, kind, key }
}

const NOTHING_ASKED = { techniques: [], areaIds: [], riskZones: [], serviceIds: [], flags: [] }
const NOWHERE = { en: '', de: '' }
const NO_WORDS = { short: '', question: '', help: '' }
const PLACE_AT_THE_END = 100
const NO_NUMBERS: ContentOf<'messages'> = {
  ...{ quietFrom: Number.NaN, quietTo: Number.NaN, maxPerDay: Number.NaN, reminderHours: Number.NaN },
  ...{ noReminderWithinMinutes: Number.NaN, answerMinutes: Number.NaN, takeMinutes: Number.NaN },
  ...{ closeMinutes: Number.NaN, mostAlarmsPerHundred: Number.NaN, mostAlarmsPerDay: Number.NaN },
  ...{ chestCheckHours: Number.NaN, noAnswerHours: Number.NaN, checkInDays: Number.NaN },
}

/** What a form begins with where the clinic has nothing yet. */
const nothingYet = (kind: Kind): Proposal => {
  switch (kind) {
    case 'contraindication':
      return {
        kind,
        content: {
          ...{ conditionCode: '', name: NOWHERE, advice: NOWHERE, techniques: [], areaIds: [], pointCodes: [] },
          ...{ severity: 'acknowledge', holds: 'visit', holdsMonths: null },
          ...{ coSign: false, renewsConsent: false, active: true },
        },
      }
    case 'question':
      return {
        kind,
        content: {
          ...{ position: PLACE_AT_THE_END, words: { en: NO_WORDS, de: NO_WORDS }, choices: ['yes', 'no', 'unsure'] },
          ...{ required: true, asked: 'every-visit', validMonths: null, conditionCode: OWN_CONDITION },
          ...{ asksWhere: false, active: true },
        },
      }
    case 'risk-zone':
      return { kind, content: { why: NOWHERE, warnMaxLengthMm: null } }
    case 'ages':
      return {
        kind,
        content: { childUnderYears: Number.NaN, assentsFromYears: Number.NaN, signsFromYears: Number.NaN },
      }
    case 'text':
      return { kind, content: { title: NOWHERE, steps: { en: [], de: [] } } }
    case 'consent':
      return { kind, content: { validMonths: Number.NaN, parts: [] } }
    case 'outcome':
      return {
        kind,
        content: {
          ...{ reviewFromVisit: Number.NaN, reviewByVisit: Number.NaN },
          ...{ painChange: Number.NaN, functionChange: Number.NaN, askAfterDays: [] },
        },
      }
    case 'referral':
      return { kind, content: { replyDays: Number.NaN } }
    case 'safety':
      return {
        kind,
        content: {
          ...{ secondCount: false, deskAfterMinutes: Number.NaN, everyoneAfterMinutes: Number.NaN },
          ...{ sharpsDays: Number.NaN, manualName: '', manualUrl: '' },
        },
      }
    case 'messages':
      return { kind, content: NO_NUMBERS }
    case 'aftercare-plan':
    case 'aftercare-text':
    case 'triage':
    case 'triage-terms':
      return nothingAfterVisits(kind)
    case 'note-template':
      return {
        kind,
        content: { name: '', subjective: '', objective: '', assessment: '', plan: '', active: true },
      }
  }
}

/** Of what comes after visits. */
const nothingAfterVisits = (kind: 'aftercare-plan' | 'aftercare-text' | 'triage' | 'triage-terms'): Proposal => {
  switch (kind) {
    case 'aftercare-plan':
      return { kind, content: { name: NOWHERE, fits: NOTHING_ASKED, active: true, steps: [] } }
    case 'aftercare-text':
      return {
        kind,
        content: { name: NOWHERE, subject: NOWHERE, intro: NOWHERE, sms: NOWHERE, sections: [] },
      }
    case 'triage':
      return {
        kind,
        content: {
          ...{ sign: 'words-concerning', techniques: [], riskZones: [], fromScore: null, incidentKind: null },
          ...{ tier: 'concerning', rings: false, dueMinutes: Number.NaN, active: true },
          ...{ title: NOWHERE, steps: { en: [], de: [] } },
        },
      }
    case 'triage-terms':
      return { kind, content: { emergency: [], concerning: [], harmless: [], negations: [] } }
  }
}

/** The yes of a new question, which has no name before it is saved. */
export const OWN_CONDITION = 'own'

/** What is written on: the draft that waits, else what is in force or is to follow, else an empty form. */
export const beginWith = (kind: Kind, entry: Entry | null): Proposal =>
  (entry?.draft ?? entry?.coming.at(-1) ?? entry?.current)?.proposal ?? nothingYet(kind)

/** What is wrong, by where it stands in the content; nothing when it can be sent. */
export const faultsOf = (typed: Proposal): ReadonlyMap<string, 'missing' | 'wrong'> => {
  const { error } = proposal.safeParse(typed)
  return new Map(
    (error?.issues ?? []).map(({ path, code }) => [path.join('.'), code === 'too_small' ? 'missing' : 'wrong']),
  )
}

/** A number as its field shows it, while it is typed as well. */
export const shown = (value: number | null): string => (value === null || Number.isNaN(value) ? '' : `${value}`)
export const read = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

/** A minute of the day as a clock shows it, and back. */
export const clockOf = (minute: number): string =>
  Number.isNaN(minute) ? '' : Temporal.PlainTime.from('00:00').add({ minutes: minute }).toString().slice(0, 5)
export const minuteOf = (clock: string): number => {
  const [hour, minute] = clock.split(':').map(Number)
  return hour === undefined || minute === undefined ? Number.NaN : hour * 60 + minute
}

export interface FieldsOf<C> {
  value: C
  onChange: (value: C) => void
  /** The sentence that belongs to a field. */
  fault: (path: string) => string | undefined
}
