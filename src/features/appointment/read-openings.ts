import type { HoursRule, Opening } from '#domain/availability/facts.ts'
import { parseRule } from '#domain/recurrence/parse-rule.ts'
import type { Interval } from '#domain/time/interval.ts'

/** Hours as they are stored, with whose they are: a practitioner's, a room's or, naming neither, the location's. */
export type RawHours = readonly [
  practitionerId: string | null,
  roomId: string | null,
  rule: string,
  addedDates: readonly string[],
  droppedDates: readonly string[],
  startMinute: number,
  endMinute: number,
  validFrom: string,
  validUntil: string | null,
]

/** What is otherwise, in the same way: closed or open from an instant to another. */
export type RawException = readonly [
  practitionerId: string | null,
  roomId: string | null,
  kind: 'closed' | 'open',
  startMs: number,
  endMs: number,
]

/** When everybody and everything of a location is there. */
export interface Openings {
  readonly location: Opening
  readonly ofPractitioner: (id: string) => Opening
  /** The same for every place of the room. */
  readonly ofRoom: (id: string) => Opening
}

/** What a text means never changes: each is read once, and once more when there have been very many. */
const read = new Map<string, HoursRule['rule']>()
const MOST_READ = 2_000

const ruleOf = (text: string): HoursRule['rule'] => {
  const known = read.get(text)
  if (known !== undefined) return known
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(`Stored working hours cannot be read: ${parsed.reason}`)
  if (read.size >= MOST_READ) read.clear()
  read.set(text, parsed.rule)
  return parsed.rule
}

const NOTHING: Opening = { hours: [], extra: [], closed: [] }
const OF_LOCATION = 'location'

/** Sorts stored hours and exceptions to whom they belong. */
export const readOpenings = (hours: readonly RawHours[], exceptions: readonly RawException[]): Openings => {
  const openings = new Map<string, { hours: HoursRule[]; extra: Interval[]; closed: Interval[] }>()
  const of = (practitionerId: string | null, roomId: string | null) => {
    const key = practitionerId ?? roomId ?? OF_LOCATION
    const known = openings.get(key) ?? { hours: [], extra: [], closed: [] }
    openings.set(key, known)
    return known
  }
  for (const [
    practitionerId,
    roomId,
    rule,
    addedDates,
    droppedDates,
    startMinute,
    endMinute,
    validFrom,
    validUntil,
  ] of hours) {
    const shift = { rule: ruleOf(rule), addedDates, droppedDates, startMinute, endMinute, validFrom, validUntil }
    of(practitionerId, roomId).hours.push(shift)
  }
  for (const [practitionerId, roomId, kind, startMs, endMs] of exceptions) {
    of(practitionerId, roomId)[kind === 'open' ? 'extra' : 'closed'].push({ startMs, endMs })
  }
  return {
    location: openings.get(OF_LOCATION) ?? NOTHING,
    ofPractitioner: (id) => openings.get(id) ?? NOTHING,
    ofRoom: (id) => openings.get(id) ?? NOTHING,
  }
}
