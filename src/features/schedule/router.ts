import { asActor } from '#db/scope.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import type { Locale } from '#words/locale.ts'
import { explainSchedule, type ScheduleRefusal } from '#words/schedule-refusal.ts'
import { lookingFrom } from '../task/records.ts'
import { mayKeepHours } from './access.ts'
import { callOffVisits } from './call-off-visits.ts'
import { drawWeek } from './draw-week.ts'
import { endException } from './end-exception.ts'
import { endHours } from './end-hours.ts'
import { closedOver, closingOf, exceptionsOf, hoursOfSubject } from './queries.ts'
import { saveException } from './save-exception.ts'
import { saveHours } from './save-hours.ts'
import {
  calledOff,
  callOffInput,
  closedOverInput,
  closedOver as closedOverOutput,
  endExceptionInput,
  ended,
  endHoursInput,
  exceptions,
  exceptionsInput,
  hoursInput,
  hoursOfSubject as hoursOutput,
  saved,
  saveExceptionInput,
  saveHoursInput,
  week,
  weekInput,
} from './schema.ts'

const explain = (locale: Locale, affectedFrom: number) => (refusals: readonly ScheduleRefusal[]) =>
  explainSchedule(refusals, locale, affectedFrom)

const orNotFound = <T>(found: T | null, locale: Locale): T =>
  found ?? refuse(explainSchedule([{ reason: 'not-found' }], locale))

export const scheduleRouter = router({
  week: procedureFor(mayKeepHours)
    .input(weekInput)
    .output(week)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => drawWeek(tx, ctx.actor, input))),

  hours: procedureFor(mayKeepHours)
    .input(hoursInput)
    .output(hoursOutput)
    .query(async ({ ctx, input }) =>
      orNotFound(await asActor(ctx.database, ctx.actor, (tx) => hoursOfSubject(tx, ctx.actor, input)), ctx.locale),
    ),

  exceptions: procedureFor(mayKeepHours)
    .input(exceptionsInput)
    .output(exceptions)
    .query(async ({ ctx, input }) =>
      orNotFound(
        await asActor(ctx.database, ctx.actor, (tx) => exceptionsOf(tx, ctx.actor, input, ctx.now())),
        ctx.locale,
      ),
    ),

  /** Visits that a closing falls on, and how their patients can be told. */
  closedOver: procedureFor(mayKeepHours)
    .input(closedOverInput)
    .output(closedOverOutput)
    .query(async ({ ctx: { database, actor, locale, now }, input }) => {
      const { limit, offset } = input
      const rows = await asActor(database, actor, async (tx) =>
        (await closingOf(tx, actor, input.exceptionId)) === null
          ? null
          : closedOver(tx, actor.clinicId, { ...input, limit: limit + 1 }, now()),
      )
      const visits = orNotFound(rows, locale)
      return {
        visits: visits.slice(0, limit).map(({ startMs, serviceName, ...visit }) => ({
          ...{ ...visit, startIso: new Date(startMs).toISOString(), serviceName: serviceName[locale] },
        })),
        nextOffset: visits.length > limit ? offset + limit : null,
      }
    }),

  /** Calls them off and tells their patients. */
  callOff: procedureFor(mayKeepHours)
    .input(callOffInput)
    .output(calledOff)
    .mutation(async ({ ctx, input }) =>
      answered(await callOffVisits(ctx.database, ctx.actor, input, ctx.now()), explain(ctx.locale, 0)),
    ),

  saveHours: procedureFor(mayKeepHours)
    .input(saveHoursInput)
    .output(saved)
    .mutation(async ({ ctx, input }) =>
      answered(
        await saveHours(ctx.database, ctx.actor, lookingFrom(input), ctx.now()),
        explain(ctx.locale, input.affectedFrom),
      ),
    ),

  endHours: procedureFor(mayKeepHours)
    .input(endHoursInput)
    .output(ended)
    .mutation(async ({ ctx, input }) =>
      answered(
        await endHours(ctx.database, ctx.actor, lookingFrom(input), ctx.now()),
        explain(ctx.locale, input.affectedFrom),
      ),
    ),

  saveException: procedureFor(mayKeepHours)
    .input(saveExceptionInput)
    .output(saved)
    .mutation(async ({ ctx, input }) =>
      answered(
        await saveException(ctx.database, ctx.actor, lookingFrom(input), ctx.now()),
        explain(ctx.locale, input.affectedFrom),
      ),
    ),

  endException: procedureFor(mayKeepHours)
    .input(endExceptionInput)
    .output(ended)
    .mutation(async ({ ctx, input }) =>
      answered(
        await endException(ctx.database, ctx.actor, lookingFrom(input), ctx.now()),
        explain(ctx.locale, input.affectedFrom),
      ),
    ),
})
