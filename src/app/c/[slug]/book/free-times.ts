import type { z } from 'zod'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { localDateOf } from '#domain/time/zone.ts'
import type { freeTimes } from '#features/appointment/schema.ts'
import { now } from '#lib/clock.ts'
import { refusedWith } from '#trpc/caught.ts'
import { serverCaller } from '../../../request.ts'
import { portalOf } from '../portal.ts'
import { ANYONE } from './answers.ts'
import { type QuestionProps, serviceOf } from './choices.ts'

export type FreeTimes = z.infer<typeof freeTimes>

/** As far as one look goes. */
export const DAYS_LOOKED_AT = 28

export type TimesFound =
  | { ok: true; times: FreeTimes; wanted: WantedVisit; fromDate: string; lastDate: string }
  | { ok: false; sentences: string[] }

/** A visit as the answers describe it. */
export interface WantedVisit {
  patientId: string
  serviceId: string
  areaIds: string[]
  areasUndecided: boolean
  practitionerId: string | null
}

/** Every legal time for the answers, from the day they name; or why there can be none, in words. */
export const freeTimesOf = async (props: QuestionProps): Promise<TimesFound> => {
  const { slug, answers } = props
  const [service, { timeZone }, api] = [serviceOf(props), await portalOf(slug), await serverCaller(slug)]
  if (answers.patientId === null || service === undefined) return { ok: false, sentences: [] }
  const today = localDateOf(now(), timeZone)
  const fromDate = answers.fromDate !== null && answers.fromDate > today ? answers.fromDate : today
  const lastDate = dateOf(dayNumberOf(fromDate) + DAYS_LOOKED_AT - 1)
  const areaIds = [...(answers.areaIds ?? [])]
  const wanted = {
    patientId: answers.patientId,
    serviceId: service.id,
    areaIds,
    areasUndecided: service.needling && areaIds.length === 0,
    practitionerId: answers.who === ANYONE ? null : answers.who,
  }
  try {
    const times = await api.appointment.freeTimes({ ...wanted, fromDate, toDate: lastDate })
    return { ok: true, times, wanted, fromDate, lastDate }
  } catch (error) {
    const refusals = refusedWith(error)
    if (refusals === null) throw error
    return { ok: false, sentences: refusals.map(({ sentence }) => sentence) }
  }
}

/** Each practitioner's first free time, by their id. */
export const firstTimes = ({ practitioners, days }: FreeTimes): Map<string, string> => {
  const first = new Map<string, string>()
  for (const { startIso, who } of days.flatMap(({ times }) => times)) {
    for (const index of who) {
      const id = practitioners[index]?.id
      if (id !== undefined && !first.has(id)) first.set(id, startIso)
    }
    if (first.size === practitioners.length) break
  }
  return first
}
