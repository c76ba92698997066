import type { Transaction } from '#db/client.ts'
import type { StoreRefusal } from '#db/command.ts'
import type { Actor } from '#domain/actor.ts'
import { mayBreak, type OverridePolicy } from '#domain/appointment/permission.ts'
import { type Break, breakOf, type Refusal, withoutClinicalDetail } from '#domain/appointment/refusal.ts'
import { isHold, isRest } from '#domain/recovery/decide-rest.ts'
import { dateOf } from '#domain/time/calendar-date.ts'
import { localDayOf } from '#domain/time/zone.ts'
import type { Explained } from '#trpc/refuse.ts'
import type { Locale } from '#words/locale.ts'
import { patientSentence, refusalSentences, refusalTitle } from '#words/refusal.ts'
import { ruleLine } from '#words/rule-line.ts'
import { type Translate, translateFor } from '#words/translator.ts'
import { findTimes, nextTimes, type OfferedTime } from './find-times.ts'
import { loadNames, type Names, type NamesWanted } from './load-names.ts'
import type { WantedVisit } from './load-visit.ts'
import { lastChangeOf, visitById } from './queries.ts'
import type { RefusalOffer } from './schema.ts'

/** The visit that was refused, so that other times can be offered; null where no time was asked for. */
export interface RefusedVisit {
  readonly wanted: WantedVisit
  readonly startMs: number
}

/** What is known beside the refusals. */
export interface Beside {
  /** Other times, where they were looked for already. */
  readonly known?: readonly OfferedTime[] | null
  /** The visit that was to be changed. */
  readonly appointmentId?: string | null
}

export interface Reader {
  readonly actor: Actor
  readonly locale: Locale
  readonly nowMs: number
}

const OFFERED = 3
const WEEKS_SEARCHED = 4
/** Waiting or another person helps with these; with others it does not. */
const TIME_WOULD_HELP: readonly string[] = [
  'rest',
  'hold',
  'taken',
  'no-place',
  'no-device',
  'no-attendant',
  'needs-woman',
  'needs-other-practitioner',
  'day-full',
  'patient-day-full',
  'closed',
  'patient-busy',
  'outside-hours',
  'absent',
  'notice',
  'too-far-ahead',
  'over',
  'credential',
  'off-grid',
  'try-again',
]
/** Somebody else was there first: what the visit is by now says more than any sentence. */
const IS_OTHERWISE: readonly string[] = ['stale-version', 'wrong-status', 'time-passed']
const GRAVEST_FIRST: readonly string[] = ['not-found', 'not-allowed', 'reason-needed', 'unknown-area', 'hold', 'rest']

/** What only the store says, as the words know it. */
const asRefusal = (refusal: Refusal | StoreRefusal): Refusal => {
  switch (refusal.reason) {
    case 'duplicate':
    case 'record-closed':
    case 'lot-refused':
    case 'needle-unaccounted':
      return { reason: 'try-again' }
    default:
      return refusal
  }
}

/** Puts refusals into words for who asked, with the next legal times. One answer, however many reasons. */
export const explainRefusals = async (
  tx: Transaction,
  reader: Reader,
  given: readonly (Refusal | StoreRefusal)[],
  visit: RefusedVisit | null,
  { known = null, appointmentId = null }: Beside = {},
): Promise<Explained & { readonly offer: RefusalOffer }> => {
  const refusals = given.map(asRefusal)
  const { actor, locale, nowMs } = reader
  const names = await loadNames(tx, actor.clinicId, locale, behind(refusals))
  const context = { t: translateFor(locale), locale, zone: names.zone, nowMs }
  const changed = refusals.some(({ reason }) => IS_OTHERWISE.includes(reason))
  const timeHelps = refusals.some(({ reason }) => TIME_WOULD_HELP.includes(reason))
  const times = timeHelps ? [...(known ?? (await otherTimes(tx, reader, visit, names.zone)))] : []
  const shared = { times, withoutNeedling: true, phone: names.phone } as const
  if (actor.kind === 'patient') {
    const told = withoutClinicalDetail(refusals)
    const title = context.t('refusal.title.notPossible')
    return { reason: told.reason, sentence: patientSentence(told, context), offer: { title, ...shared } }
  }
  const sentences = refusalSentences(refusals, { ...context, names: namesFor(names, context.t) })
  const reason = GRAVEST_FIRST.find((one) => refusals.some((refusal) => refusal.reason === one)) ?? refusals[0]?.reason
  return {
    reason: reason ?? 'try-again',
    sentence: sentences.join(' '),
    offer: {
      title: refusalTitle(refusals, context),
      ...shared,
      staff: {
        reasons: [...new Set(refusals.map((refusal) => refusal.reason))],
        sentences: [...sentences],
        rule: ruleBehind(refusals, names, locale),
        canOverride: breakable(actor, refusals, visit?.wanted.practitionerId ?? null, names.policy),
        askPractitionerId: whoToAsk(refusals, visit, times),
        versions: versionsOf(refusals),
        standing: changed && appointmentId !== null ? await standingOf(tx, actor.clinicId, appointmentId) : null,
      },
    },
  }
}

/** Which rules and holds the refusals come from. */
export const behind = (refusals: readonly Refusal[]): NamesWanted => ({
  ruleIds: refusals.filter(isRest).flatMap(({ ruleId }) => ruleId ?? []),
  holdIds: refusals.filter(isHold).map(({ holdId }) => holdId),
})

export const namesFor = (names: Names, t: Translate) => ({
  area: (id: string) => names.areas.get(id) ?? id,
  holder: (id: string) => names.holders.get(id) ?? '',
  practitioner: (id: string) => names.practitioners.get(id) ?? '',
  technique: (technique: string) => t(`technique.name.${technique}`),
})

/** The next legal times with anyone, the practitioner asked for first; a second month is looked at when the first has none. */
const otherTimes = async (
  tx: Transaction,
  { actor, nowMs }: Reader,
  visit: RefusedVisit | null,
  zone: string,
): Promise<OfferedTime[]> => {
  if (visit === null) return []
  const wanted = { ...visit.wanted, practitionerId: null }
  const fromMs = Math.max(visit.startMs, nowMs)
  let first = localDayOf(fromMs, zone)
  for (let month = 0; month < 2; month++) {
    const last = first + WEEKS_SEARCHED * 7 - 1
    const found = await findTimes(tx, { actor, nowMs, wanted, firstDate: dateOf(first), lastDate: dateOf(last) })
    if (!found.ok) return []
    const times = nextTimes(found.times, fromMs, OFFERED, visit.wanted.practitionerId)
    if (times.length > 0) return times
    first = last + 1
  }
  return []
}

const ruleBehind = (refusals: readonly Refusal[], names: Names, locale: Locale): string | null => {
  const ruleId = refusals.find(isRest)?.ruleId
  const rule = names.rules.find(({ id }) => id === ruleId)
  return rule === undefined ? null : ruleLine(rule, locale)
}

/** What an override by this actor would have to break; empty unless it would lift every refusal. */
const breakable = (
  actor: Actor,
  refusals: readonly Refusal[],
  practitionerId: string | null,
  policy: OverridePolicy,
): Break[] => {
  const breaks = refusals.map(breakOf)
  const mine = breaks.every((broken) => broken !== null && mayBreak(actor, broken, practitionerId ?? '', policy))
  return mine ? [...new Set(breaks.filter((broken) => broken !== null))] : []
}

const whoToAsk = (
  refusals: readonly Refusal[],
  visit: RefusedVisit | null,
  times: readonly OfferedTime[],
): string | null => {
  const clinical = refusals.some(({ reason }) => reason === 'rest' || reason === 'hold' || reason === 'credential')
  if (!clinical || visit === null) return null
  return visit.wanted.practitionerId ?? times[0]?.practitionerId ?? null
}

/** The visit as it is by now, and who made it so (E10). */
const standingOf = async (
  tx: Transaction,
  clinicId: string,
  appointmentId: string,
): Promise<NonNullable<RefusalOffer['staff']>['standing']> => {
  const row = await visitById(tx, clinicId, appointmentId)
  if (row === null) return null
  const change = await lastChangeOf(tx, clinicId, row)
  const { version, status, practitionerName, roomName } = row
  return {
    ...{ version, status, practitionerName, roomName },
    startIso: new Date(row.startMs).toISOString(),
    endIso: new Date(row.endMs).toISOString(),
    changed: change && { action: change.action, byName: change.byName, atIso: new Date(change.atMs).toISOString() },
  }
}

const versionsOf = (refusals: readonly Refusal[]) => {
  const stale = refusals.find((refusal) => refusal.reason === 'stale-version')
  return stale === undefined ? null : { expected: stale.expectedVersion, current: stale.currentVersion }
}
