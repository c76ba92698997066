import type { StoreRefusal } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import type { Actor, StaffActor } from '#domain/actor.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import type { Context } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { warningSentences } from '#words/booking-warning.ts'
import { refusalSentences } from '#words/refusal.ts'
import { translateFor } from '#words/translator.ts'
import type { Told } from './book-appointment.ts'
import type { Clash, SeriesTold } from './book-series.ts'
import { behind, explainRefusals, namesFor, type RefusedVisit } from './explain-refusal.ts'
import { loadNames } from './load-names.ts'
import type { WantedVisit } from './load-visit.ts'
import { insteadOf, loadSeries, planSeries, type WantedSeries } from './plan-series.ts'
import type { WalkInTold } from './receive-walk-in.ts'
import { type StandingRequest, standAppointment } from './stand-appointment.ts'

export type Asked = Pick<Context, 'database' | 'locale' | 'now'> & { readonly actor: Actor }

export const readerOf = ({ actor, locale, now }: Asked) => ({ actor, locale, nowMs: now() })

/**
 * Answers with the refusals in words; the visit, when there is one, so that other times can be offered, and the
 * appointment that was to be changed, so that it can be shown as it is by now.
 */
export const refuseWith = async (
  ctx: Asked,
  refusals: readonly (Refusal | StoreRefusal)[],
  visit: RefusedVisit | null,
  appointmentId: string | null = visit?.wanted.movingAppointmentId ?? null,
) => {
  const explained = await asActor(ctx.database, ctx.actor, (tx) =>
    explainRefusals(tx, readerOf(ctx), refusals, visit, { appointmentId }),
  )
  return refuse([explained])
}

export const wantedOf = (input: Omit<WantedVisit, 'movingAppointmentId'> & Partial<WantedVisit>): WantedVisit => ({
  patientId: input.patientId,
  serviceId: input.serviceId,
  areaIds: [...new Set(input.areaIds)],
  areasUndecided: input.areasUndecided,
  practitionerId: input.practitionerId,
  movingAppointmentId: input.movingAppointmentId ?? null,
  holdId: input.holdId,
  hereNow: input.hereNow,
})

export const warningsFor = async (ctx: Asked, warnings: Told['warnings']): Promise<string[]> => {
  if (warnings.length === 0 || ctx.actor.kind === 'patient') return []
  const { clinicId } = ctx.actor
  const names = await asActor(ctx.database, ctx.actor, (tx) => loadNames(tx, clinicId, ctx.locale))
  const t = translateFor(ctx.locale)
  const context = { t, locale: ctx.locale, zone: names.zone, nowMs: ctx.now(), names: namesFor(names, t) }
  return [...warningSentences(warnings, context)]
}

export const answer = async (ctx: Asked, { answer: given, warnings }: Told, visit: RefusedVisit | null) =>
  given.ok ? { ...given.value, warnings: await warningsFor(ctx, warnings) } : refuseWith(ctx, given.refusals, visit)

export const answerWalkIn = async (
  ctx: Asked & { readonly actor: StaffActor },
  { answer: given, warnings, startMs, instead }: WalkInTold,
  wanted: WantedVisit,
) => {
  if (given.ok) return { kind: 'received' as const, ...given.value, warnings: await warningsFor(ctx, warnings) }
  const known = given.refusals.find((refusal) => refusal.reason === 'possible-duplicates')
  if (known !== undefined) return { kind: 'possible-duplicates' as const, candidates: [...known.candidates] }
  const refusals = given.refusals.filter((refusal) => refusal.reason !== 'possible-duplicates')
  const explained = await asActor(ctx.database, ctx.actor, (tx) =>
    explainRefusals(tx, readerOf(ctx), refusals, { wanted, startMs }, { known: instead }),
  )
  return refuse([explained])
}

export const stand = async (ctx: Asked & { readonly actor: StaffActor }, request: StandingRequest) => {
  const given = await standAppointment(ctx.database, ctx.actor, request, ctx.now())
  return given.ok ? { ...given.value, warnings: [] } : refuseWith(ctx, given.refusals, null, request.appointmentId)
}

/** What stands in the way of each visit of a series, in words; one look at the names serves them all. */
const clashesInWords = async (ctx: Asked, clashes: readonly Clash[]) => {
  if (clashes.length === 0) return []
  const refusals = clashes.flatMap((clash) => clash.refusals)
  const { clinicId } = ctx.actor
  const names = await asActor(ctx.database, ctx.actor, (tx) => loadNames(tx, clinicId, ctx.locale, behind(refusals)))
  const t = translateFor(ctx.locale)
  const context = { t, locale: ctx.locale, zone: names.zone, nowMs: ctx.now(), names: namesFor(names, t) }
  return clashes.map(({ startMs, refusals: its }) => ({
    startIso: new Date(startMs).toISOString(),
    reasons: [...new Set(its.map(({ reason }) => reason))],
    sentences: [...refusalSentences(its, context)],
  }))
}

/** Marks each visit of a series as possible or not, with what could stand in for it. Nothing is locked or written. */
export const checkSeries = async (ctx: Asked, series: WantedSeries) => {
  const loaded = await asActor(ctx.database, ctx.actor, (tx) => loadSeries(tx, ctx.actor, series, ctx.now()))
  if (!('frame' in loaded)) return refuseWith(ctx, [loaded], null)
  const planned = planSeries(loaded, series.startsMs)
  const clashing = planned.filter((visit) => visit.agreed === null)
  const instead = insteadOf(loaded, planned)
  const words = new Map((await clashesInWords(ctx, clashing)).map((clash) => [clash.startIso, clash]))
  return {
    visits: planned.map((visit) => {
      const startIso = new Date(visit.startMs).toISOString()
      if (visit.agreed !== null) {
        const { practitionerName, agreed } = visit
        return { ok: true as const, startIso, practitionerId: agreed.practitioner.id, practitionerName }
      }
      const { reasons = [], sentences = [] } = words.get(startIso) ?? {}
      return { ok: false as const, startIso, reasons, sentences, instead: instead.get(visit.startMs) ?? null }
    }),
  }
}

export const answerSeries = async (ctx: Asked, { answer: given, clashes }: SeriesTold) => {
  if (given.ok) {
    const words = await clashesInWords(ctx, clashes)
    const { visits, skipped } = given.value
    return {
      visits,
      skipped: skipped.map(
        (one) => words.find(({ startIso }) => startIso === one.startIso) ?? { ...one, sentences: [] },
      ),
    }
  }
  const clash = given.refusals.find((refusal) => refusal.reason === 'series-clash')
  if (clash === undefined) {
    return refuseWith(
      ctx,
      given.refusals.filter((refusal) => refusal.reason !== 'series-clash'),
      null,
    )
  }
  const visits = await clashesInWords(ctx, clash.clashes)
  const sentence = translateFor(ctx.locale)('refusal.seriesClash', { count: visits.length })
  return refuse([{ reason: 'series-clash', sentence, offer: { visits } }])
}
