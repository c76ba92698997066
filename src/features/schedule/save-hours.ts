import type { Database, Transaction } from '#db/client.ts'
import { done, type Outcome, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { fromDayOn } from '#domain/recurrence/from-day-on.ts'
import { parseRule } from '#domain/recurrence/parse-rule.ts'
import type { RuleRefusal } from '#domain/recurrence/rule.ts'
import { daysOfSeries } from '#domain/recurrence/series.ts'
import { type DayNumber, dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { changedFields } from '#lib/changed.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { uuidv7 } from '#lib/ids.ts'
import type { VisitsAffected } from '../task/records.ts'
import { listDisplaced } from './list-displaced.ts'
import { type KnownSubject, ownerOf, type Place, subjectOf } from './queries.ts'
import { hoursRuleOf, storedOpeningOf } from './read-openings.ts'
import type { HoursRow, HoursToSave } from './schema.ts'
import { lockSubject } from './visits-there.ts'

export type HoursRefusal =
  | { readonly reason: 'not-found' }
  | { readonly reason: 'stale-version' }
  | { readonly reason: 'rule'; readonly because: RuleRefusal; readonly part: string }
  | {
      readonly reason: 'faulty'
      readonly fault: 'too-long' | 'ends-before-it-begins' | 'dates-outside' | 'no-dates'
    }
  | VisitsAffected

/**
 * Writes down hours, new or changed. Hours that have begun keep their past, whatever is changed of them: they end the day
 * before the change holds, at the latest yesterday. Visits that the change leaves outside are shown first, and put on the
 * to-do list.
 */
export const saveHours = (
  database: Database,
  actor: StaffActor,
  { requestId, ...wanted }: HoursToSave & { readonly requestId: string },
  nowMs: number,
) =>
  runCommand<{ id: string; version: number }, HoursRefusal>(
    database,
    actor,
    { command: `save-hours ${fingerprint(wanted)}`, requestId },
    async (tx) => {
      const known = await subjectOf(tx, actor, wanted.subject)
      const place = known?.locations.find(({ id }) => id === wanted.locationId)
      if (known === null || place === undefined) return refused({ reason: 'not-found' } as const)
      const fault = faultOf(wanted, place)
      if (fault !== null) return refused(fault)
      await lockSubject(tx, actor.clinicId, wanted.subject)
      return saveLocked(tx, actor, { wanted, known, place, nowMs })
    },
  )

/** How far ahead hours are looked for before it is said that there are none. */
const SEARCHED_DAYS = 3700

const faultOf = (wanted: HoursToSave, place: Place): HoursRefusal | null => {
  const { startMinute, endMinute, validFrom, validUntil, addedDates } = wanted
  const parsed = parseRule(wanted.rule, { zone: place.timeZone, startMinute })
  if (!parsed.ok) return { reason: 'rule', because: parsed.reason, part: parsed.part }
  if (endMinute <= startMinute || endMinute > startMinute + 1440) return { reason: 'faulty', fault: 'too-long' }
  if (validUntil !== null && validUntil < validFrom) return { reason: 'faulty', fault: 'ends-before-it-begins' }
  if (addedDates.some((date) => date < validFrom || (validUntil !== null && date > validUntil))) {
    return { reason: 'faulty', fault: 'dates-outside' }
  }
  const from = dayNumberOf(validFrom)
  const days = daysOfSeries({ ...wanted, rule: parsed.rule }, place.timeZone, from, from + SEARCHED_DAYS)
  return days.length === 0 ? { reason: 'faulty', fault: 'no-dates' } : null
}

interface Saving {
  readonly wanted: HoursToSave
  readonly known: KnownSubject
  readonly place: Place
  readonly nowMs: number
}

const saveLocked = async (
  tx: Transaction,
  actor: StaffActor,
  { wanted, known, place, nowMs }: Saving,
): Promise<Outcome<{ id: string; version: number }, HoursRefusal>> => {
  const { clinicId } = actor
  const { existing, subject, locationId } = wanted
  const stored = await storedOpeningOf(tx, clinicId, subject, locationId, nowMs)
  const before = existing === null ? null : (stored.hours.find(({ id }) => id === existing.id) ?? null)
  if (existing !== null && before === null) return refused({ reason: 'not-found' } as const)
  if (before !== null && before.version !== existing?.version) return refused({ reason: 'stale-version' } as const)
  const change = changeOf(wanted, before, place, nowMs)
  const hours = [...stored.hours.filter(({ id }) => id !== before?.id), ...change.rows]
  const unseen = await listDisplaced(tx, clinicId, {
    ...{ known, place, nowMs, seen: wanted.affectedSeen },
    before: stored,
    after: { ...stored, hours },
  })
  if (unseen !== null) return refused(unseen)
  for (const row of change.rows) await write(tx, clinicId, wanted, row, row.id === before?.id)
  const { id, version } = change.rows.at(-1)!
  return done(
    { id, version },
    {
      action: before === null ? 'add-hours' : 'change-hours',
      entityType: 'WorkingHours',
      entityId: id,
      detail: {
        ...{ version, subjectKind: subject.kind, subjectId: subject.id },
        ...(before !== null && { changed: changedFields({ ...before }, shapeOf(wanted, place)) }),
        ...(change.rows.length > 1 && { insteadOf: before!.id }),
      },
    },
  )
}

const shapeOf = (wanted: HoursToSave, place: Place) => {
  const { startMinute, endMinute, validFrom, validUntil } = wanted
  const parsed = parseRule(wanted.rule, { zone: place.timeZone, startMinute })
  if (!parsed.ok) throw new Error('The rule was read a moment ago')
  return {
    ...{ rule: parsed.rule.text, startMinute, endMinute, validFrom, validUntil },
    addedDates: [...new Set(wanted.addedDates)].sort(),
    droppedDates: [...new Set(wanted.droppedDates)].sort(),
  }
}

/**
 * The rows that stand in the place of the one before: the same one changed, as long as nothing of it lies in the past; else
 * what has been stays as it was, up to yesterday or the day before the change holds, and the change follows it.
 */
const changeOf = (wanted: HoursToSave, before: HoursRow | null, place: Place, nowMs: number): { rows: HoursRow[] } => {
  const row = { ...shapeOf(wanted, place), locationId: wanted.locationId }
  if (before === null) return { rows: [{ ...row, id: uuidv7(), version: 1 }] }
  const version = before.version + 1
  const today = localDateOf(nowMs, place.timeZone)
  const from = Math.max(dayNumberOf(wanted.validFrom), dayNumberOf(today))
  const hasBegun = before.validFrom < today
  if (!hasBegun || areTheSame(before, row, place, from - 1)) return { rows: [{ ...row, id: before.id, version }] }
  const lastDay = dateOf(from - 1)
  const validUntil = before.validUntil !== null && before.validUntil < lastDay ? before.validUntil : lastDay
  const past = { ...before, validUntil, version }
  const rest = fromDayOn(hoursRuleOf(row), place.timeZone, from)
  if (rest === null) return { rows: [past] }
  const { rule, validFrom, ...dates } = rest
  const next = { ...row, rule: rule.text, validFrom, addedDates: [...dates.addedDates] }
  return { rows: [past, { ...next, droppedDates: [...dates.droppedDates], id: uuidv7(), version: 1 }] }
}

type Shape = Omit<HoursRow, 'id' | 'version'>

/** Whether hours say the same of every day up to this one, so that one row can say both. */
const areTheSame = (before: HoursRow, row: Shape, { timeZone }: Place, lastDay: DayNumber): boolean => {
  if (before.startMinute !== row.startMinute || before.endMinute !== row.endMinute) return false
  const first = Math.min(dayNumberOf(before.validFrom), dayNumberOf(row.validFrom))
  const daysOf = (hours: Shape) => daysOfSeries(hoursRuleOf(hours), timeZone, first, lastDay).join()
  return daysOf(before) === daysOf(row)
}

const asDate = (date: string): Date => new Date(`${date}T00:00:00Z`)

const write = async (
  tx: Transaction,
  clinicId: string,
  { subject }: HoursToSave,
  { id, version, locationId, addedDates, droppedDates, validFrom, validUntil, ...rest }: HoursRow,
  exists: boolean,
): Promise<void> => {
  const data = {
    ...rest,
    version,
    validFrom: asDate(validFrom),
    validUntil: validUntil === null ? null : asDate(validUntil),
    rdates: addedDates.map(asDate),
    exdates: droppedDates.map(asDate),
  }
  if (exists) await tx.workingHours.update({ where: { clinicId_id: { clinicId, id } }, data })
  else await tx.workingHours.create({ data: { clinicId, id, locationId, ...ownerOf(subject), ...data } })
}
