import { notFound } from 'next/navigation'
import type { z } from 'zod'
import type { ownVisit } from '#features/appointment/schema.ts'
import { formatDay, formatTime } from '#words/time.ts'
import { requestLocale, serverCaller } from '../../request.ts'

export type OwnVisit = z.infer<typeof ownVisit>

/** As many as the procedure gives at once: more visits to come than anybody has. */
const MOST = 50

/** A visit of those this person acts for, coming or past; else no page. */
export const ownVisitOf = async (slug: string, id: string): Promise<OwnVisit> => {
  const api = await serverCaller(slug)
  const lists = await Promise.all([false, true].map((past) => api.appointment.mine({ past, limit: MOST })))
  return lists.flatMap(({ visits }) => visits).find((visit) => visit.id === id) ?? notFound()
}

/** When a visit is, as the wall at the clinic shows it: "Thursday 26 November, 10:15". */
export const whenWords = async (startIso: string, zone: string, nowMs: number): Promise<string> => {
  const context = { locale: await requestLocale(), zone }
  const startMs = Date.parse(startIso)
  return `${formatDay(startMs, context, { nowMs })}, ${formatTime(startMs, context)}`
}
