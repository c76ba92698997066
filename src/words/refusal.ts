import type { PatientRefusal, Refusal } from '#domain/appointment/refusal.ts'
import { ANYWHERE_AREA } from '#domain/recovery/areas.ts'
import {
  type BodyRefusal,
  endOf,
  type HoldRefusal,
  isHold,
  isOfBody,
  isRest,
  type RestRefusal,
  waitsFor,
} from '#domain/recovery/decide-rest.ts'
import type { Technique } from '#domain/recovery/technique.ts'
import { localDayOf, startOfDayMs, startOfLocalDayMs } from '#domain/time/zone.ts'
import { languageName } from './language-name.ts'
import { intlTagOf } from './locale.ts'
import { formatDateTime, formatDay, formatTime, formatTimeRange, formatWeekday, type TimeContext } from './time.ts'
import type { Translate } from './translator.ts'

/** What staff may see named. Areas as they stand inside a sentence: "left upper trapezius". */
export interface RefusalNames {
  readonly area: (areaId: string) => string
  readonly practitioner: (practitionerId: string) => string
  readonly technique: (technique: Technique) => string
  /** Who placed a hold. */
  readonly holder: (holdId: string) => string
}

export interface RefusalContext extends TimeContext {
  readonly t: Translate
  readonly nowMs: number
}

export interface StaffContext extends RefusalContext {
  readonly names: RefusalNames
}

const HOUR_MS = 3_600_000
const DAYS_AHEAD_BY_NAME = 6

const capitalised = (sentence: string, { locale }: TimeContext): string =>
  sentence.slice(0, 1).toLocaleUpperCase(locale) + sentence.slice(1)

export const listed = (items: readonly string[], { locale }: TimeContext): string =>
  new Intl.ListFormat(intlTagOf(locale), { type: 'conjunction' }).format(items)

const daysBetween = (fromMs: number, toMs: number, zone: string): number =>
  localDayOf(toMs, zone) - localDayOf(fromMs, zone)

/** A weekday alone names one day only within a week of today. */
const isNear = (ms: number, { nowMs, zone }: RefusalContext): boolean =>
  Math.abs(daysBetween(nowMs, ms, zone)) <= DAYS_AHEAD_BY_NAME

/** The day as people say it: "Friday" this week, else "Friday 4 December". */
const dayWords = (ms: number, context: RefusalContext): string =>
  isNear(ms, context) ? formatWeekday(ms, context) : formatDay(ms, context, { nowMs: context.nowMs })

const beginsDay = (ms: number, zone: string): boolean => startOfLocalDayMs(localDayOf(ms, zone), zone) === ms

/** Until when: a day if the day begins then, else day and time. */
export function untilWords(ms: number, context: RefusalContext): string {
  const day = dayWords(ms, context)
  if (beginsDay(ms, context.zone)) return day
  return context.t('refusal.time.dayAtTime', { day, time: formatTime(ms, context) })
}

/** How long after the needling the rest ends, counted as the rule must have: in days where it ends with one, else hours. */
function distanceWords(sinceMs: number, untilMs: number, { t, zone }: RefusalContext): string {
  const days = daysBetween(sinceMs, untilMs, zone)
  const hours = (untilMs - sinceMs) / HOUR_MS
  if (beginsDay(untilMs, zone) && days > 0) return t('refusal.time.days', { days })
  return t('refusal.time.hours', { hours: Math.round(hours * 10) / 10 })
}

const visitWords = (kind: 'afterVisit' | 'laterVisit', ms: number, context: RefusalContext): string =>
  context.t(`refusal.time.${kind}${isNear(ms, context) ? 'Near' : 'Far'}`, { day: dayWords(ms, context) })

/** One sentence for all areas that the same two visits hold up until the same moment. */
function restWords(group: readonly RestRefusal[], context: StaffContext): string {
  const first = group[0]
  if (!first) return ''
  const later = first.direction === 'later'
  const areas = group
    .filter((refusal) => refusal.areaId !== ANYWHERE_AREA)
    .map(({ areaId }) => context.names.area(areaId))
  const values = {
    until: untilWords(first.untilMs, context),
    visit: later
      ? visitWords('laterVisit', first.treatment.startMs, context)
      : visitWords('afterVisit', first.since.startMs, context),
    distance: distanceWords(first.since.endMs - 1, first.untilMs, context),
  }
  const key = `refusal.rest.${first.direction}`
  const sentence =
    areas.length === 0
      ? context.t(`${key}Anywhere`, values)
      : context.t(key, { ...values, areas: listed(areas, context), count: areas.length })
  return capitalised(sentence, context)
}

const restKey = ({ direction, appointmentId, untilMs, areaId }: RestRefusal): string =>
  [direction, appointmentId, untilMs, areaId === ANYWHERE_AREA].join('/')

/** One sentence for all areas of one hold: since when, and until a day or until whoever placed it clears it. */
function holdWords(group: readonly HoldRefusal[], context: StaffContext): string {
  const first = group[0]
  if (!first) return ''
  const areas = group
    .filter((refusal) => refusal.areaId !== ANYWHERE_AREA)
    .map(({ areaId }) => context.names.area(areaId))
  const values = {
    since: dayWords(first.sinceMs, context),
    until: first.untilMs === null ? '' : untilWords(first.untilMs, context),
    practitioner: context.names.holder(first.holdId),
  }
  const key = `refusal.hold.${first.untilMs === null ? 'open' : 'until'}`
  const sentence =
    areas.length === 0
      ? context.t(`${key}Anywhere`, values)
      : context.t(key, { ...values, areas: listed(areas, context), count: areas.length })
  return capitalised(sentence, context)
}

type PlainRefusal = Exclude<Refusal, BodyRefusal>

const timesOf = ({ startMs, endMs }: { startMs: number; endMs: number }, context: TimeContext): string =>
  formatTimeRange(startMs, endMs, context)

type Lacking = Extract<Refusal, { readonly reason: 'no-place' | 'no-device' | 'no-attendant' }>

const lackingKey = (refusal: Lacking): string => {
  if (refusal.reason === 'no-device') return 'noDevice'
  if (refusal.reason === 'no-attendant') return refusal.need.kind === 'chaperone' ? 'noChaperone' : 'noInterpreter'
  return `${refusal.accessible ? 'noAccessiblePlace' : 'noPlace'}${refusal.exists && refusal.closed ? 'Closed' : ''}`
}

/** What the visit needs beside the practitioner and cannot have: then, or at all. */
function lackingWords(refusal: Lacking, context: StaffContext): string {
  const language =
    refusal.reason === 'no-attendant' && refusal.need.kind === 'interpreter'
      ? languageName(refusal.need.language, context.locale)
      : ''
  const kind = refusal.reason === 'no-device' ? refusal.kind : ''
  const values = { times: timesOf(refusal.during, context), kind, language }
  return context.t(`refusal.${lackingKey(refusal)}${refusal.exists ? '' : 'AtAll'}`, values)
}

function plainWords(refusal: PlainRefusal, context: StaffContext): string {
  const { t, names } = context
  switch (refusal.reason) {
    case 'taken':
    case 'absent':
      return t(`refusal.${refusal.reason}`, {
        practitioner: names.practitioner(refusal.practitionerId),
        times: timesOf(refusal.during, context),
      })
    case 'no-place':
    case 'no-device':
    case 'no-attendant':
      return lackingWords(refusal, context)
    case 'needs-woman':
    case 'needs-other-practitioner':
      return t(`refusal.${refusal.reason === 'needs-woman' ? 'needsWoman' : 'needsOtherPractitioner'}`, {
        practitioner: names.practitioner(refusal.practitionerId),
      })
    case 'day-full':
    case 'patient-day-full':
      return t(`refusal.${refusal.reason === 'day-full' ? 'dayFull' : 'patientDayFull'}`, {
        day: dayWords(startOfDayMs(refusal.date, context.zone), context),
        max: refusal.maxPerDay,
      })
    case 'closed':
      return t('refusal.closed', { times: timesOf(refusal.during, context) })
    case 'patient-busy':
      return t('refusal.patientBusy', { times: timesOf(refusal.during, context) })
    case 'outside-hours':
      return t('refusal.outsideHours', { practitioner: names.practitioner(refusal.practitionerId) })
    case 'notice':
      return t('refusal.notice', { earliest: formatDateTime(refusal.earliestMs, context) })
    case 'too-far-ahead':
      return t('refusal.tooFarAhead', { days: refusal.maxAheadDays })
    case 'credential':
      return t(`refusal.credential.${refusal.because}`, {
        practitioner: names.practitioner(refusal.practitionerId),
        technique: names.technique(refusal.technique),
      })
    case 'unknown-area':
      return t('refusal.unknownArea', { area: refusal.areaId })
    case 'wrong-status':
      // A hyphen may not stand in the name of a choice.
      return t('refusal.wrongStatus', { status: refusal.status.replaceAll('-', '') })
    case 'not-yet':
      return t('refusal.notYet', { from: formatDateTime(refusal.notBeforeMs, context) })
    case 'over':
      return t('refusal.over', { start: formatDateTime(refusal.startMs, context) })
    case 'time-passed':
      return t('refusal.timePassed', { start: formatDateTime(refusal.startMs, context) })
    case 'too-late-to-change':
      return t('refusal.tooLateToChange', { start: formatDateTime(refusal.startMs, context) })
    case 'not-allowed':
      return refusal.breaks.length === 0
        ? t('refusal.notAllowed')
        : t('refusal.notAllowedBreaks', { breaks: breakWords(refusal.breaks, context) })
    case 'too-many-holds':
      return t('refusal.tooManyHolds', { most: refusal.most })
    case 'held-long-enough':
      return t('refusal.heldLongEnough', { until: formatTime(refusal.untilMs, context) })
    case 'reason-needed':
      return t('refusal.reasonNeeded', { breaks: breakWords(refusal.breaks, context) })
    default:
      return t(`refusal.${PLAIN_KEYS[refusal.reason]}`)
  }
}

const PLAIN_KEYS = {
  'off-grid': 'offGrid',
  'not-offered': 'notOffered',
  'not-bookable-online': 'notBookableOnline',
  'patient-merged': 'patientMerged',
  'stale-version': 'staleVersion',
  'not-found': 'notFound',
  'request-reused': 'requestReused',
  'try-again': 'tryAgain',
} as const

const breakWords = (breaks: readonly string[], context: StaffContext): string =>
  listed(
    breaks.map((broken) => context.t(`refusal.break.${broken}`)),
    context,
  )

const isFor = (a: RestRefusal, b: RestRefusal): boolean =>
  a.appointmentId === b.appointmentId && a.direction === b.direction

/** The whole body need not be said where one of its areas already rests as long for the same visit. */
const isSaid = (refusal: RestRefusal, all: readonly RestRefusal[]): boolean =>
  refusal.areaId === ANYWHERE_AREA &&
  all.some((other) => other.areaId !== ANYWHERE_AREA && isFor(other, refusal) && other.untilMs >= refusal.untilMs)

const isPlain = (refusal: Refusal): refusal is PlainRefusal => !isOfBody(refusal)

/**
 * Refusals in sentences for staff, one for each thing to know. Holds come first, then rest; areas of one hold, and areas
 * that rest for the same visit, share a sentence.
 */
export function refusalSentences(refusals: readonly Refusal[], context: StaffContext): readonly string[] {
  const rests = refusals.filter(isRest)
  const groups = Map.groupBy(
    rests.filter((refusal) => !isSaid(refusal, rests)),
    restKey,
  )
  const holds = Map.groupBy(refusals.filter(isHold), ({ holdId }) => holdId)
  const hold = [...holds.values()].map((group) => holdWords(group, context))
  const rest = [...groups.values()].map((group) => restWords(group, context))
  const plain = refusals.filter(isPlain).map((refusal) => plainWords(refusal, context))
  return [...new Set([...hold, ...rest, ...plain])]
}

const CHANGED: readonly string[] = ['stale-version', 'wrong-status', 'patient-merged', 'request-reused']
const FORBIDDEN: readonly string[] = ['not-allowed', 'reason-needed']

/** The heading above the sentences: "Not before Friday" when waiting is all that is needed. */
export function refusalTitle(refusals: readonly Refusal[], context: RefusalContext): string {
  const { t } = context
  const body = refusals.filter(isOfBody)
  const has = (reasons: readonly string[]) => refusals.some((refusal) => reasons.includes(refusal.reason))
  if (has(FORBIDDEN)) return t('refusal.title.notAllowed')
  const ends = body.filter(waitsFor).map(endOf)
  if (ends.some((end) => end === Number.POSITIVE_INFINITY)) return t('refusal.title.onHold')
  if (ends.length > 0) return t('refusal.title.notBefore', { day: untilWords(Math.max(...ends), context) })
  if (body.length > 0) return t('refusal.title.laterVisit')
  if (has(CHANGED)) return t('refusal.title.changed')
  return has(['taken', 'patient-busy', 'no-place', 'no-device', 'no-attendant'])
    ? t('refusal.title.taken')
    : t('refusal.title.notPossible')
}

/** What patients read, from what the portal may be told: it names no area, technique, rule or other visit. */
export function patientSentence(refusal: PatientRefusal, context: RefusalContext): string {
  const key = `refusal.patient.${refusal.reason}`
  const long = { length: 'long', nowMs: context.nowMs } as const
  if (refusal.reason === 'notice')
    return context.t(key, { earliest: formatDateTime(refusal.earliestMs, context, long) })
  if (refusal.reason === 'too-far-ahead') return context.t(key, { latest: formatDay(refusal.latestMs, context, long) })
  return context.t(key)
}
