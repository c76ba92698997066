import { outOfQuietHours, type QuietHours, type QuietManner } from '../aftercare/quiet-hours.ts'
import { DAY_MS, MINUTE_MS } from '../time/zone.ts'

/** What was done to a visit, as far as its patient is told of it. */
export const VISIT_DEEDS = [
  'booked',
  'requested',
  'granted',
  'declined',
  'moved',
  'cancelled',
  'missed',
  // called off together with others: who treats is absent, or a house or room is closed
  'practitioner-away',
  'closed',
] as const
export type VisitDeed = (typeof VISIT_DEEDS)[number]

/** What a patient knows of a visit: when, with whom and where. The room is the clinic's business. */
export interface KnownOfVisit {
  readonly startMs: number
  readonly practitionerId: string
  readonly locationId: string
}

export interface NoticeFacts {
  readonly deed: VisitDeed
  /** The patient did it, or who acts for them. */
  readonly byPatient: boolean
  readonly visit: KnownOfVisit & { readonly walkIn: boolean; readonly waiting: boolean; readonly version: number }
  /** As it was before it was moved. */
  readonly before: KnownOfVisit | null
  /** A confirmation or a change of this visit is still to go out, and will say how it stands then. */
  readonly unsent: boolean
  readonly nowMs: number
  readonly zone: string
  readonly quiet: QuietHours
  readonly reminder: ReminderRule
}

export interface ReminderRule {
  /** How long before a visit its patient is reminded. */
  readonly hours: number
  /** So soon after a patient heard of a visit it needs no reminder. */
  readonly notWithinMinutes: number
}

export interface Notice {
  readonly kind:
    | 'appointment-confirmed'
    | 'appointment-changed'
    | 'appointment-cancelled'
    | 'appointment-reminder'
    | 'forms'
    | 'appointment-missed'
    | 'practitioner-away'
  readonly occasion: string
  readonly dueMs: number
  readonly manner: QuietManner
}

/** A move that is taken back within it tells nobody. */
const SLIP_MS = MINUTE_MS
/** Whoever is marked as not come may still be on the stairs. */
const MISSED_AFTER_MS = 60 * MINUTE_MS
/** What is so soon that it must be known whatever the hour. */
const SOON_MS = 12 * 60 * MINUTE_MS

/** Whether anything changed that the patient knows. */
export const knowsOfChange = (before: KnownOfVisit, visit: KnownOfVisit): boolean =>
  before.startMs !== visit.startMs ||
  before.practitionerId !== visit.practitionerId ||
  before.locationId !== visit.locationId

/** A message about a visit as it was caused, and the visit as it is when the message is to go out. */
interface ToldAndTrue {
  readonly kind: string
  readonly occasion: string
  /** As a change found it. */
  readonly before: KnownOfVisit | null
  readonly visit: KnownOfVisit
  readonly toSign: boolean
}

/** Why a message about a visit is not worth sending any more, though the visit stands; null when it is (I1). */
export const overtakenBy = ({ kind, occasion, before, visit, toSign }: ToldAndTrue): Overtaken | null => {
  const ofItsTime = kind === 'appointment-reminder' || kind === 'forms'
  if (ofItsTime && occasion !== reminderOccasion(visit.startMs)) return 'moved'
  if (kind === 'appointment-changed' && before !== null && !knowsOfChange(before, visit)) return 'nothing-changed'
  return kind === 'forms' && !toSign ? 'nothing-to-sign' : null
}
export type Overtaken = 'moved' | 'nothing-changed' | 'nothing-to-sign'

/** The occasion of a reminder is the time that it is about: a visit that moves has another one. */
export const reminderOccasion = (startMs: number): string => new Date(startMs).toISOString()

/**
 * When to remind of a visit that its patient hears of now, out of the quiet hours; null for one of which they have heard
 * only just (I17).
 */
export const reminderMs = (
  { visit, nowMs, quiet, zone, reminder }: Pick<NoticeFacts, 'visit' | 'nowMs' | 'quiet' | 'zone' | 'reminder'>,
  earlierMs = 0,
): number | null => {
  const wantedMs = visit.startMs - reminder.hours * 60 * MINUTE_MS - earlierMs
  const dueMs = outOfQuietHours(wantedMs, { clockStartMs: nowMs, quiet, zone, manner: 'before' })
  return dueMs < nowMs + Math.max(1, reminder.notWithinMinutes) * MINUTE_MS ? null : dueMs
}

const reminders = (facts: NoticeFacts): Notice[] => {
  const occasion = reminderOccasion(facts.visit.startMs)
  const [remindMs, formsMs] = [reminderMs(facts), reminderMs(facts, DAY_MS)]
  return [
    // the day before the reminder, so that there is time to read; of what is booked later the confirmation tells
    ...(formsMs === null ? [] : [{ kind: 'forms', occasion, dueMs: formsMs, manner: 'before' } as const]),
    ...(remindMs === null
      ? []
      : [{ kind: 'appointment-reminder', occasion, dueMs: remindMs, manner: 'before' } as const]),
  ]
}

/** At once to who did it themselves, and where it is soon; else not at night. */
const mannerOf = ({ byPatient, visit, before, nowMs }: NoticeFacts): QuietManner => {
  const firstMs = Math.min(visit.startMs, before?.startMs ?? visit.startMs)
  return byPatient || firstMs - nowMs < SOON_MS ? 'pass' : 'after'
}

const ofMove = (facts: NoticeFacts): Notice[] => {
  const { before, visit, unsent, byPatient, nowMs } = facts
  if (before === null || !knowsOfChange(before, visit)) return []
  const dueMs = byPatient ? nowMs : nowMs + SLIP_MS
  const change = { kind: 'appointment-changed', occasion: `${visit.version}`, dueMs, manner: mannerOf(facts) } as const
  return [...(unsent ? [] : [change]), ...(visit.waiting ? [] : reminders(facts))]
}

/**
 * Decides what a patient is told of what was done to a visit, and when. Nothing of a visit that has begun, but that it was
 * missed; nothing to somebody who came without an appointment, since they are here.
 */
export const noticesOf = (facts: NoticeFacts): readonly Notice[] => {
  const { deed, visit, nowMs } = facts
  if (deed === 'missed')
    return [
      { kind: 'appointment-missed', occasion: `${visit.version}`, dueMs: nowMs + MISSED_AFTER_MS, manner: 'after' },
    ]
  if (visit.walkIn || visit.startMs <= nowMs) return []
  const said = { occasion: deed, dueMs: nowMs, manner: mannerOf(facts) }
  switch (deed) {
    case 'booked':
    case 'granted':
      return [{ kind: 'appointment-confirmed', ...said }, ...reminders(facts)]
    case 'requested':
      return [{ kind: 'appointment-confirmed', ...said }]
    case 'declined':
    case 'cancelled':
      return [{ kind: 'appointment-cancelled', ...said }]
    case 'moved':
      return ofMove(facts)
    case 'practitioner-away':
    case 'closed':
      return [{ kind: 'practitioner-away', ...said, manner: 'pass' }]
  }
}
