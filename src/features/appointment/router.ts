import { asActor } from '#db/scope.ts'
import { hasRole, isAtPortal } from '#domain/actor.ts'
import { dayNumberOf } from '#domain/time/calendar-date.ts'
import { localDateOf, startOfLocalDayMs } from '#domain/time/zone.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { translateFor } from '#words/translator.ts'
import { mayArrangeVisits, mayBook, mayReadVisit, mayReceive, maySeeDate, maySeeDay } from './access.ts'
import {
  answer,
  answerSeries,
  answerWalkIn,
  checkSeries,
  readerOf,
  refuseWith,
  stand,
  wantedOf,
  warningsFor,
} from './answer-booking.ts'
import { arriveAppointment } from './arrive-appointment.ts'
import { bookAppointment } from './book-appointment.ts'
import { bookSeries } from './book-series.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { checkTime } from './check-time.ts'
import { declineAppointment } from './decline-appointment.ts'
import {
  describeColumns,
  describeHold,
  describeOverride,
  describeOwnVisit,
  describeRequest,
  describeVisit,
} from './describe-visit.ts'
import { explainRefusals } from './explain-refusal.ts'
import { findTimes } from './find-times.ts'
import { holdTime } from './hold-time.ts'
import { mayHoldAgain } from './limit-holds.ts'
import {
  dayFrame,
  holdsBetween,
  overridesOf,
  requestsOf,
  visitById,
  visitsBetween,
  visitsOfPatients,
} from './queries.ts'
import { receiveWalkIn } from './receive-walk-in.ts'
import { releaseHold } from './release-hold.ts'
import { rescheduleAppointment, wantedMove } from './reschedule-appointment.ts'
import * as schema from './schema.ts'
import { bookedSeries, bookSeriesInput, checkedSeries, checkSeriesInput } from './shape-series.ts'
import { walkedIn, walkInInput } from './shape-walk-in.ts'

const DAY_LIMIT = 500

export const appointmentRouter = router({
  day: procedureFor(maySeeDay)
    .input(schema.dayInput)
    .output(schema.day)
    .query(async ({ ctx, input: { date, practitionerId } }) => {
      const { clinicId } = ctx.actor
      const seen = await asActor(ctx.database, ctx.actor, async (tx) => {
        const frame = await dayFrame(tx, clinicId, date)
        if (frame === null || !maySeeDate(ctx.actor, date, localDateOf(ctx.now(), frame.zone))) return null
        const day = dayNumberOf(date)
        const [fromMs, toMs] = [startOfLocalDayMs(day, frame.zone), startOfLocalDayMs(day + 1, frame.zone)]
        const [rows, holds] = await Promise.all([
          visitsBetween(tx, clinicId, { fromMs, toMs, practitionerId, limit: DAY_LIMIT + 1 }),
          holdsBetween(tx, clinicId, { fromMs, toMs, nowMs: ctx.now() }),
        ])
        return { frame, fromMs, toMs, rows, holds }
      })
      if (seen === null) return refuseWith(ctx, [{ reason: 'not-allowed', breaks: [] }], null)
      const { frame, fromMs, toMs, rows, holds } = seen
      const columns = describeColumns(frame, date)
      return {
        date,
        timeZone: frame.zone,
        startIso: new Date(fromMs).toISOString(),
        endIso: new Date(toMs).toISOString(),
        columns:
          practitionerId === null ? columns : columns.filter((column) => column.practitionerId === practitionerId),
        visits: rows.slice(0, DAY_LIMIT).map((row) => describeVisit(row, frame.consentPolicy, readerOf(ctx))),
        holds: holds.map((row) => describeHold(row, readerOf(ctx))),
        truncated: rows.length > DAY_LIMIT,
      }
    }),

  detail: procedureFor(maySeeDay)
    .input(schema.detailInput)
    .output(schema.visitDetail)
    .query(async ({ ctx, input: { appointmentId } }) => {
      const { clinicId } = ctx.actor
      const seen = await asActor(ctx.database, ctx.actor, async (tx) => {
        const row = await visitById(tx, clinicId, appointmentId)
        if (row === null || !mayReadVisit(ctx.actor, row.patientId)) return null
        const date = localDateOf(row.startMs, row.timeZone)
        if (!maySeeDate(ctx.actor, date, localDateOf(ctx.now(), row.timeZone))) return null
        return { row, frame: await dayFrame(tx, clinicId, date), overrides: await overridesOf(tx, clinicId, row.id) }
      })
      if (seen === null) return refuseWith(ctx, [{ reason: 'not-found' }], null)
      return {
        ...describeVisit(seen.row, seen.frame?.consentPolicy ?? null, readerOf(ctx)),
        comment: seen.row.comment,
        overrides: seen.overrides.map(describeOverride),
      }
    }),

  /** What patients have asked for and nobody has answered yet. */
  requests: procedureFor(mayArrangeVisits)
    .input(schema.requestsInput)
    .output(schema.requests)
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const { clinicId, practitionerId } = ctx.actor
      const page = {
        practitionerId: hasRole(ctx.actor, 'owner', 'desk') ? null : practitionerId,
        cursor,
        limit: limit + 1,
      }
      const rows = await asActor(ctx.database, ctx.actor, (tx) => requestsOf(tx, clinicId, page))
      const shown = rows.slice(0, limit).map((row) => describeRequest(row, readerOf(ctx)))
      return { requests: shown, nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
    }),

  mine: procedureFor(isAtPortal)
    .input(schema.mineInput)
    .output(schema.mine)
    .query(async ({ ctx, input: { past, limit } }) => {
      const { clinicId, patientIds } = ctx.actor
      const rows = await asActor(ctx.database, ctx.actor, (tx) =>
        visitsOfPatients(tx, clinicId, patientIds, { nowMs: ctx.now(), past, limit }),
      )
      return { visits: rows.map((row) => describeOwnVisit(row, readerOf(ctx))) }
    }),

  freeTimes: procedureFor(mayBook)
    .input(schema.freeTimesInput)
    .output(schema.freeTimes)
    .query(async ({ ctx, input: { fromDate, toDate, ...asked } }) => {
      const question = {
        actor: ctx.actor,
        nowMs: ctx.now(),
        wanted: wantedOf(asked),
        firstDate: fromDate,
        lastDate: toDate,
      }
      const found = await asActor(ctx.database, ctx.actor, (tx) => findTimes(tx, question))
      return found.ok ? found.times : refuseWith(ctx, found.refusals, null)
    }),

  checkTime: procedureFor(mayBook)
    .input(schema.checkTimeInput)
    .output(schema.checkedTime)
    .query(async ({ ctx, input: { startIso, ...asked } }) => {
      const visit = { wanted: wantedOf(asked), startMs: Date.parse(startIso) }
      const checked = await asActor(ctx.database, ctx.actor, (tx) =>
        checkTime(tx, ctx.actor, visit.wanted, visit.startMs, ctx.now()),
      )
      if (checked.ok) return { ...checked, warnings: await warningsFor(ctx, checked.warnings) }
      const explained = await asActor(ctx.database, ctx.actor, (tx) =>
        explainRefusals(tx, readerOf(ctx), checked.refusals, visit),
      )
      return { ok: false as const, ...explained }
    }),

  /** Keeps a time while a form is filled in. Not on the trail: nothing has been done yet. */
  hold: procedureFor(mayBook)
    .input(schema.holdInput)
    .output(schema.held)
    .mutation(async ({ ctx, input: { startIso, ...asked } }) => {
      if (!mayHoldAgain(ctx.actor, ctx.now()))
        return refuse([{ reason: 'too-many-requests', sentence: translateFor(ctx.locale)('call.tooMany') }])
      const visit = { wanted: wantedOf(asked), startMs: Date.parse(startIso) }
      const given = await holdTime(ctx.database, ctx.actor, { holdId: asked.holdId, ...visit }, ctx.now())
      if (!given.ok) return refuseWith(ctx, given.refusals, visit)
      return { ...given.value, nowIso: new Date(ctx.now()).toISOString() }
    }),

  releaseHold: procedureFor(mayBook)
    .input(schema.releaseHoldInput)
    .output(schema.released)
    .mutation(async ({ ctx, input: { holdId } }) => {
      const given = await releaseHold(ctx.database, ctx.actor, holdId)
      return given.ok ? given.value : refuseWith(ctx, given.refusals, null)
    }),

  book: procedureFor(mayBook)
    .input(schema.bookInput)
    .output(schema.booked)
    .mutation(async ({ ctx, input: { requestId, startIso, comment, override, taskId, tell, ...asked } }) => {
      // whoever is here is received; what is booked keeps its notice
      const visit = { wanted: wantedOf({ ...asked, hereNow: false }), startMs: Date.parse(startIso) }
      const told = await bookAppointment(
        ctx.database,
        ctx.actor,
        { requestId, comment, override, taskId, tell, ...visit },
        ctx.now(),
      )
      return answer(ctx, told, visit)
    }),

  /** Somebody who is here without an appointment, known or with a name only. */
  walkIn: procedureFor(mayArrangeVisits)
    .input(walkInInput)
    .output(walkedIn)
    .mutation(async ({ ctx, input: { requestId, patientId, newPatient, startIso, override, ...asked } }) => {
      const { areaIds, ...rest } = asked
      const wanted = { ...rest, areaIds: [...new Set(areaIds)] }
      const startMs = startIso === null ? null : Date.parse(startIso)
      const request = { requestId, patientId, newPatient, startMs, override, wanted }
      const told = await receiveWalkIn(ctx.database, ctx.actor, request, ctx.now())
      return answerWalkIn(ctx, told, {
        ...wanted,
        patientId: patientId ?? '',
        movingAppointmentId: null,
        hereNow: true,
      })
    }),

  /** Which visits of a series are possible, each with what could stand in for it. */
  checkSeries: procedureFor(mayArrangeVisits)
    .input(checkSeriesInput)
    .output(checkedSeries)
    .query(({ ctx, input: { startIsos, ...asked } }) =>
      checkSeries(ctx, { wanted: wantedOf({ ...asked, hereNow: false }), startsMs: startIsos.map(Date.parse) }),
    ),

  bookSeries: procedureFor(mayArrangeVisits)
    .input(bookSeriesInput)
    .output(bookedSeries)
    .mutation(async ({ ctx, input: { requestId, startIsos, comment, onClash, tell, ...asked } }) => {
      const series = { wanted: wantedOf({ ...asked, hereNow: false }), startsMs: startIsos.map(Date.parse) }
      const request = { requestId, comment, onClash, tell, ...series }
      return answerSeries(ctx, await bookSeries(ctx.database, ctx.actor, request, ctx.now()))
    }),

  reschedule: procedureFor(mayBook)
    .input(schema.rescheduleInput)
    .output(schema.booked)
    .mutation(async ({ ctx, input: { startIso, ...move } }) => {
      const startMs = Date.parse(startIso)
      const told = await rescheduleAppointment(ctx.database, ctx.actor, { ...move, startMs }, ctx.now())
      if (told.answer.ok) return answer(ctx, told, null)
      const wanted = await asActor(ctx.database, ctx.actor, (tx) => wantedMove(tx, ctx.actor.clinicId, move))
      return answer(ctx, told, wanted === null ? null : { wanted, startMs })
    }),

  cancel: procedureFor(mayBook)
    .input(schema.cancelInput)
    .output(schema.changed)
    .mutation(async ({ ctx, input }) => {
      const given = await cancelAppointment(ctx.database, ctx.actor, input, ctx.now())
      return given.ok ? schema.changed.parse(given.value) : refuseWith(ctx, given.refusals, null, input.appointmentId)
    }),

  /** Grants what was asked for. */
  confirm: procedureFor(mayArrangeVisits)
    .input(schema.standInput)
    .output(schema.booked)
    .mutation(async ({ ctx, input }) => stand(ctx, { ...input, action: 'confirm' })),

  decline: procedureFor(mayArrangeVisits)
    .input(schema.declineInput)
    .output(schema.changed)
    .mutation(async ({ ctx, input }) => {
      const given = await declineAppointment(ctx.database, ctx.actor, input, ctx.now())
      return given.ok ? schema.changed.parse(given.value) : refuseWith(ctx, given.refusals, null, input.appointmentId)
    }),

  /** Somebody marked as not come has come after all. */
  undoNoShow: procedureFor(mayArrangeVisits)
    .input(schema.standInput)
    .output(schema.booked)
    .mutation(async ({ ctx, input }) => stand(ctx, { ...input, action: 'undo-no-show' })),

  arrive: procedureFor(mayReceive)
    .input(schema.arriveInput)
    .output(schema.changed)
    .mutation(async ({ ctx, input }) => {
      const given = await arriveAppointment(ctx.database, ctx.actor, input, ctx.now())
      return given.ok ? schema.changed.parse(given.value) : refuseWith(ctx, given.refusals, null, input.appointmentId)
    }),
})
