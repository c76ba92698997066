import { asActor } from '#db/scope.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecall } from '#words/recall.ts'
import { mayTrace } from './access.ts'
import { everyPractitioner, findLots, placeOf, traceDay, traceLot, tracePerson } from './queries.ts'
import * as schema from './schema.ts'

const NOT_THERE = [{ reason: 'not-found' }] as const

export const traceRouter = router({
  /** Lots to begin with. */
  findLots: procedureFor(mayTrace)
    .input(schema.findInput)
    .output(schema.foundLots)
    .query(({ ctx, input }) =>
      asActor(ctx.database, ctx.actor, async (tx) => ({ lots: await findLots(tx, ctx.actor.clinicId, input.text) })),
    ),

  /** Whose clock and whose name stand on a list. */
  place: procedureFor(mayTrace)
    .output(schema.place)
    .query(({ ctx }) => asActor(ctx.database, ctx.actor, (tx) => placeOf(tx, ctx.actor.clinicId))),

  /** Practitioners to begin with. */
  practitioners: procedureFor(mayTrace)
    .output(schema.practitioners)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => ({
        practitioners: await everyPractitioner(tx, ctx.actor.clinicId),
      })),
    ),

  /** From a lot to the people it reached. */
  lot: procedureFor(mayTrace)
    .input(schema.lotInput)
    .output(schema.trace)
    .query(async ({ ctx, input: { lotId, ...page } }) => {
      const found = await asActor(ctx.database, ctx.actor, (tx) => traceLot(tx, ctx.actor.clinicId, lotId, page))
      return found ?? refuse(explainRecall(NOT_THERE, ctx.locale))
    }),

  /** From a person to the lots that went into them, and who opened the boxes. */
  person: procedureFor(mayTrace)
    .input(schema.personInput)
    .output(schema.trace)
    .query(async ({ ctx, input: { patientId, ...page } }) => {
      const found = await asActor(ctx.database, ctx.actor, (tx) => tracePerson(tx, ctx.actor.clinicId, patientId, page))
      return found ?? refuse(explainRecall(NOT_THERE, ctx.locale))
    }),

  /** From a practitioner and a day to the lots that were used. */
  day: procedureFor(mayTrace)
    .input(schema.dayInput)
    .output(schema.trace)
    .query(async ({ ctx, input: { practitionerId, date, ...page } }) => {
      const asked = { practitionerId, date }
      const found = await asActor(ctx.database, ctx.actor, (tx) => traceDay(tx, ctx.actor.clinicId, asked, page))
      return found ?? refuse(explainRecall(NOT_THERE, ctx.locale))
    }),
})
