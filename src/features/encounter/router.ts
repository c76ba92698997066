import { asActor } from '#db/scope.ts'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { startOfDayMs } from '#domain/time/zone.ts'
import { noteOpening } from '#features/break-glass/queries.ts'
import { stockZone } from '#features/lot/queries.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecord } from '#words/record.ts'
import { mayRecord, maySeeDate, maySeeDay, mayTakePart, mayTreat } from './access.ts'
import { completeEncounter } from './complete-encounter.ts'
import { describeDay, describeVisit } from './describe-visit.ts'
import { enterNeedlingInError } from './enter-needling-in-error.ts'
import { enterVisitInError } from './enter-visit-in-error.ts'
import { DAY_SHOWS, standing, visitOf, visitsBetween } from './queries.ts'
import { recordNeedlesOut } from './record-needles-out.ts'
import { recordNeedling } from './record-needling.ts'
import { recordUnused } from './record-unused.ts'
import * as schema from './schema.ts'
import { startEncounter } from './start-encounter.ts'
import { suggestNeedling } from './suggest-needling.ts'

const carryOut = carryOutWith(explainRecord)

export const encounterRouter = router({
  day: procedureFor(maySeeDay)
    .input(schema.dayInput)
    .output(schema.dayOutput)
    .query(async ({ ctx, input: { date } }) => {
      const day = await asActor(ctx.database, ctx.actor, async (tx) => {
        const { clinicId, practitionerId } = ctx.actor
        const zone = await stockZone(tx)
        const nowMs = ctx.now()
        if (!maySeeDate(ctx.actor, date, nowMs, zone)) return null
        const [fromMs, toMs] = [startOfDayMs(date, zone), startOfDayMs(dateOf(dayNumberOf(date) + 1), zone)]
        const rows = await visitsBetween(tx, clinicId, { fromMs, toMs, practitionerId })
        const visits = await describeDay(tx, clinicId, rows.slice(0, DAY_SHOWS), {
          ...{ nowMs, locale: ctx.locale, reader: ctx.actor },
        })
        return { date, visits, truncated: rows.length > DAY_SHOWS }
      })
      return day ?? refuse(explainRecord([{ reason: 'not-allowed' }], ctx.locale))
    }),

  visit: procedureFor(maySeeDay)
    .input(schema.visitInput)
    .output(schema.visitOutput)
    .query(async ({ ctx, input }) => {
      const described = await asActor(ctx.database, ctx.actor, async (tx) => {
        const visit = await visitOf(tx, ctx.actor.clinicId, input.appointmentId)
        const theirs = visit !== null && mayTakePart(ctx.actor, { assistsAtMs: ctx.now() }, standing(visit))
        if (!theirs) return null
        const { id: entityId, patientId } = visit
        const described = await describeVisit(tx, ctx.actor, visit, { nowMs: ctx.now(), locale: ctx.locale })
        const opened = { action: 'open-record', entityType: 'Appointment', entityId, patientId } as const
        await noteOpening(tx, ctx.actor, opened, ctx.now())
        return described
      })
      if (described === null) return refuse(explainRecord([{ reason: 'not-found' }], ctx.locale))
      const { state, ...visit } = described
      return { ...visit, blockers: [...explainRecord(state.blockers, ctx.locale)] }
    }),

  start: procedureFor(mayTreat)
    .input(schema.startInput)
    .output(schema.started)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'start-encounter', input, (tx) => startEncounter(tx, ctx.actor, input, ctx.now())),
    ),

  recordNeedling: procedureFor(mayTreat)
    .input(schema.needlingInput)
    .output(schema.needlingSaved)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'record-needling', input, (tx) =>
        recordNeedling(
          tx,
          ctx.actor,
          {
            encounterId: input.encounterId,
            entries: input.entries,
            knownProcedureIds: input.knownProcedureIds ?? null,
          },
          ctx.now(),
        ),
      ),
    ),

  needlingSuggestions: procedureFor(mayTreat)
    .input(schema.suggestionsInput)
    .output(schema.suggestions)
    .query(async ({ ctx, input }) => {
      const answer = await asActor(ctx.database, ctx.actor, async (tx) => {
        const visit = await visitOf(tx, ctx.actor.clinicId, input.appointmentId)
        const theirs = visit !== null && mayTakePart(ctx.actor, 'treats', standing(visit))
        return theirs ? suggestNeedling(tx, visit, ctx.now()) : null
      })
      return answer ?? refuse(explainRecord([{ reason: 'not-found' }], ctx.locale))
    }),

  enterNeedlingInError: procedureFor(mayTreat)
    .input(schema.needlingErrorInput)
    .output(schema.saved)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'enter-needling-in-error', input, (tx) => enterNeedlingInError(tx, ctx.actor, input, ctx.now())),
    ),

  enterInError: procedureFor(mayTreat)
    .input(schema.visitErrorInput)
    .output(schema.visitInError)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'enter-visit-in-error', input, (tx) => enterVisitInError(tx, ctx.actor, input, ctx.now())),
    ),

  recordUnused: procedureFor(mayRecord)
    .input(schema.unusedInput)
    .output(schema.saved)
    .mutation(({ ctx, input }) => {
      const { requestId: _, encounterId, ...unused } = input
      return carryOut(ctx, 'record-unused', input, (tx) => recordUnused(tx, ctx.actor, encounterId, unused, ctx.now()))
    }),

  recordNeedlesOut: procedureFor(mayRecord)
    .input(schema.needlesOutInput)
    .output(schema.counted)
    .mutation(({ ctx, input }) => {
      const { requestId: _, encounterId, incident, ...fates } = input
      return carryOut(ctx, 'record-needles-out', input, (tx) =>
        recordNeedlesOut(tx, ctx.actor, encounterId, { ...fates, incident: incident || null }, ctx.now()),
      )
    }),

  complete: procedureFor(mayTreat)
    .input(schema.completeInput)
    .output(schema.saved)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'complete-encounter', input, (tx) => completeEncounter(tx, ctx.actor, input, ctx.now())),
    ),
})
