import { parseDate } from '#domain/time/calendar-date.ts'
import { comesTwice } from '#domain/time/wall-moment.ts'
import type { ExceptionRow, ExceptionToSave, Subject } from '#features/schedule/schema.ts'
import { clockWords } from '#words/rule.ts'

/** Whose hours one keeps, with where they can be closed or open. */
export interface KeptSubject {
  readonly subject: Subject
  readonly name: string
  readonly locations: readonly { readonly id: string; readonly name: string; readonly timeZone: string }[]
}

/** What is otherwise, as it stands in the form. */
export interface ExceptionDraft {
  readonly subjectId: string
  readonly kind: 'closed' | 'open'
  /** '' is everywhere */
  readonly locationId: string
  readonly wholeDays: boolean
  readonly firstDay: string
  readonly lastDay: string
  readonly from: string
  readonly to: string
  readonly reason: string
}

export type ExceptionField = 'firstDay' | 'lastDay' | 'times' | 'reason' | 'subject'

const DAY_MINUTES = 1440

export const emptyException = (subjects: readonly KeptSubject[]): ExceptionDraft => ({
  ...{ subjectId: subjects.length === 1 ? (subjects[0]?.subject.id ?? '') : '', kind: 'closed', locationId: '' },
  ...{ wholeDays: true, firstDay: '', lastDay: '', from: '', to: '', reason: '' },
})

const clockText = (minute: number): string => clockWords(minute % DAY_MINUTES)

export const exceptionDraftOf = (row: ExceptionRow): ExceptionDraft => ({
  ...{ subjectId: row.subject.id, kind: row.kind, locationId: row.locationId ?? '', wholeDays: row.wholeDays },
  ...{ firstDay: row.from.date, lastDay: row.until.date, reason: row.reason },
  ...{ from: row.wholeDays ? '' : clockText(row.from.minute), to: row.wholeDays ? '' : clockText(row.until.minute) },
})

const minuteOf = (clock: string): number | null => {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(clock) ?? []
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute)
}

type Wanted = Omit<ExceptionToSave, 'affectedSeen' | 'existing'>

export type ReadException =
  | { readonly ok: true; readonly exception: Wanted }
  | { readonly ok: false; readonly missing: readonly ExceptionField[] }

/**
 * What the form says as it would be saved, or which fields still lack something. A last day that is left out is the first;
 * midnight as an end is the end of its day.
 */
export const readExceptionDraft = (draft: ExceptionDraft, subjects: readonly KeptSubject[]): ReadException => {
  const known = subjects.find(({ subject }) => subject.id === draft.subjectId)
  const missing: ExceptionField[] = []
  if (known === undefined) missing.push('subject')
  if (parseDate(draft.firstDay) === null) missing.push('firstDay')
  if (draft.lastDay !== '' && parseDate(draft.lastDay) === null) missing.push('lastDay')
  const [from, to] = draft.wholeDays ? [0, DAY_MINUTES] : [minuteOf(draft.from), minuteOf(draft.to)]
  if (from === null || to === null) missing.push('times')
  if (draft.reason.trim() === '') missing.push('reason')
  if (known === undefined || from === null || to === null || missing.length > 0) return { ok: false, missing }
  const lastDay = draft.lastDay === '' ? draft.firstDay : draft.lastDay
  return {
    ok: true,
    exception: {
      ...{ subject: known.subject, kind: draft.kind, reason: draft.reason.trim() },
      locationId: locationOf(draft, known),
      from: { date: draft.firstDay, minute: from },
      until: { date: lastDay, minute: to === 0 ? DAY_MINUTES : to },
    },
  }
}

/** Only a practitioner can be away everywhere; where there is one location, it is that one. */
const locationOf = ({ locationId, kind }: ExceptionDraft, { subject, locations }: KeptSubject): string | null => {
  if (locationId !== '') return locationId
  if (subject.kind === 'practitioner' && kind === 'closed') return null
  return locations[0]?.id ?? null
}

/** Which edges of what was typed the wall shows twice: the first is meant where it begins, the second where it ends. */
export const edgesThatComeTwice = (
  draft: ExceptionDraft,
  subjects: readonly KeptSubject[],
): ('begins-twice' | 'ends-twice')[] => {
  const read = readExceptionDraft(draft, subjects)
  const known = subjects.find(({ subject }) => subject.id === draft.subjectId)
  if (!read.ok || known === undefined || draft.wholeDays) return []
  const { from, until, locationId } = read.exception
  // who is away everywhere is so on the wall of the clinic's first location
  const inOrder = known.locations.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const zone = (inOrder.find(({ id }) => id === locationId) ?? inOrder[0])?.timeZone
  if (zone === undefined) return []
  return [
    ...(comesTwice(from, zone) ? (['begins-twice'] as const) : []),
    ...(comesTwice(until, zone) ? (['ends-twice'] as const) : []),
  ]
}
