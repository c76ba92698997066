import type { Transaction } from '#db/client.ts'
import type { HoursRule, Opening } from '#domain/availability/facts.ts'
import { parseRule } from '#domain/recurrence/parse-rule.ts'
import { hoursRowOf, whereOf } from './queries.ts'
import type { HoursRow, Subject } from './schema.ts'

/** Stored hours as decisions read them. */
export const hoursRuleOf = ({ rule: text, ...row }: Omit<HoursRow, 'id' | 'version' | 'locationId'>): HoursRule => {
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(`Stored working hours cannot be read: ${parsed.reason}`)
  return { ...row, rule: parsed.rule }
}

/** What is kept of a subject at one location, each with the id of its row. */
export interface StoredOpening {
  readonly hours: readonly HoursRow[]
  readonly exceptions: readonly {
    readonly id: string
    readonly kind: string
    readonly startMs: number
    readonly endMs: number
  }[]
}

/** Everything that says when one subject is there at one location, from a moment on. */
export const storedOpeningOf = async (
  tx: Transaction,
  clinicId: string,
  subject: Subject,
  locationId: string,
  fromMs: number,
): Promise<StoredOpening> => {
  const where = { clinicId, ...whereOf(subject) }
  const hours = await tx.workingHours.findMany({ where: { ...where, locationId }, orderBy: { id: 'asc' } })
  const exceptions = await tx.scheduleException.findMany({
    where: { ...where, OR: [{ locationId }, { locationId: null }], endsAt: { gt: new Date(fromMs) } },
    select: { id: true, kind: true, startsAt: true, endsAt: true },
    orderBy: { id: 'asc' },
  })
  return {
    hours: hours.map(hoursRowOf),
    exceptions: exceptions.map(({ startsAt, endsAt, ...row }) => ({
      ...row,
      startMs: startsAt.getTime(),
      endMs: endsAt.getTime(),
    })),
  }
}

/** The same as decisions read it. */
export const openingOf = ({ hours, exceptions }: StoredOpening): Opening => ({
  hours: hours.map(({ id: _, version: __, locationId: ___, ...row }) => hoursRuleOf(row)),
  extra: exceptions.filter(({ kind }) => kind === 'open'),
  closed: exceptions.filter(({ kind }) => kind === 'closed'),
})
