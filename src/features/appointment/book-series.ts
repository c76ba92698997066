import { appendAudit } from '#db/audit.ts'
import { clearRunOutHolds, lockResources } from '#db/claims.ts'
import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { wordOf } from '../visit-notice/records.ts'
import { thingsOf } from './load-frame.ts'
import { loadSeries, type PlannedVisit, planSeries, type WantedSeries } from './plan-series.ts'
import { type Booked, saveVisit, sourceOf } from './save-visit.ts'

export interface SeriesRequest extends WantedSeries {
  readonly requestId: string
  readonly comment: string | null
  /** What happens when a visit is not possible: nothing is booked, or the others are. */
  readonly onClash: 'refuse' | 'skip'
  /** The patient gets one message about all of them. */
  readonly tell: boolean
}

/** A visit of a series that is not possible, with everything that stands in its way. */
export type Clash = { readonly startMs: number; readonly refusals: readonly Refusal[] }

export interface SeriesClash {
  readonly reason: 'series-clash'
  readonly clashes: readonly Clash[]
}

/** As the receipt keeps it. */
export type BookedSeries = {
  readonly visits: Booked[]
  readonly skipped: { readonly startIso: string; readonly reasons: string[] }[]
}

type Answer = Awaited<ReturnType<typeof runCommand<BookedSeries, Refusal | SeriesClash>>>

export interface SeriesTold {
  readonly answer: Answer
  /** Why visits were left out, in full; empty for who asks a second time. */
  readonly clashes: readonly Clash[]
}

const clashesOf = (planned: readonly PlannedVisit[]): Clash[] =>
  planned.flatMap((visit) => (visit.agreed === null ? [{ startMs: visit.startMs, refusals: visit.refusals }] : []))

/**
 * Books several visits at once: all of them, or those that are possible, in one transaction. Each then stands alone: it is
 * moved and cancelled like any other, and no other with it (D17, D22).
 */
export const bookSeries = async (
  database: Database,
  actor: StaffActor,
  request: SeriesRequest,
  nowMs: number,
): Promise<SeriesTold> => {
  let left: readonly Clash[] = []
  const { requestId, wanted, startsMs, comment, onClash } = request
  const command = { command: `book-series ${fingerprint(request)}`, requestId }
  const answer = await runCommand<BookedSeries, Refusal | SeriesClash>(database, actor, command, async (tx) => {
    const { clinicId } = actor
    const loaded = await loadSeries(tx, actor, request, nowMs, async (frame) => {
      const people = frame.practitioners.map(({ id }) => id)
      const locked = [wanted.patientId, ...people, ...thingsOf(frame)]
      await Promise.all([lockResources(tx, clinicId, locked), clearRunOutHolds(tx, clinicId, locked, nowMs)])
    })
    if (!('frame' in loaded)) return refused(loaded)
    const planned = planSeries(loaded, startsMs)
    const clashes = clashesOf(planned)
    if (clashes.length > 0 && (onClash === 'refuse' || clashes.length === planned.length)) {
      return refused({ reason: 'series-clash', clashes } as const)
    }
    const visits: Booked[] = []
    for (const { agreed } of planned) {
      if (agreed === null) continue
      const draftId = visits.length === 0 ? wanted.holdId : null
      const beginning = {
        status: 'booked',
        source: sourceOf(actor),
        arrivedAtMs: null,
        comment,
        override: null,
      } as const
      const { booked, written } = saveVisit(tx, loaded, agreed, { ...beginning, draftId })
      await written
      visits.push(booked)
    }
    const audits = visits.map(({ appointmentId, startIso }) => ({
      ...{
        action: 'book-appointment',
        entityType: 'Appointment',
        entityId: appointmentId,
        patientId: wanted.patientId,
      },
      detail: { startIso, breaks: [], inSeriesOf: visits.length },
    }))
    for (const audit of audits.slice(1)) await appendAudit(tx, actor, requestId, audit)
    const [first] = audits
    if (first === undefined) throw new Error('A series that is booked has a visit')
    const appointmentIds = visits.map(({ appointmentId }) => appointmentId)
    left = clashes
    const skipped = clashes.map(({ startMs, refusals }) => ({
      startIso: new Date(startMs).toISOString(),
      reasons: refusals.map(({ reason }) => reason),
    }))
    return done({ visits, skipped }, first, request.tell ? wordOf(actor, { deed: 'booked', appointmentIds }) : null)
  })
  return { answer, clashes: left }
}
