import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainNote } from '#words/note.ts'
import { mayPlan } from './access.ts'
import { beginPlan } from './begin-plan.ts'
import { endPlan } from './end-plan.ts'
import { planOfVisit } from './queries.ts'
import * as schema from './schema.ts'

const carryOut = carryOutWith(explainNote)

export const carePlanRouter = router({
  /** The course that one's own visit belongs to, and what its next visits would be like. */
  ofVisit: procedureFor(mayPlan)
    .input(schema.ofVisitInput)
    .output(schema.planOfVisit)
    .query(async ({ ctx, input }) => {
      const plan = await asActor(ctx.database, ctx.actor, (tx) => planOfVisit(tx, ctx.actor, input.appointmentId))
      return plan ?? refuse(explainNote([{ reason: 'not-found' }], ctx.locale))
    }),

  begin: procedureFor(mayPlan)
    .input(schema.beginInput)
    .output(schema.kept)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...plan } = input
      return carryOut(ctx, 'begin-plan', input, (tx) => beginPlan(tx, ctx.actor, plan, ctx.now()))
    }),

  end: procedureFor(mayPlan)
    .input(schema.endInput)
    .output(schema.kept)
    .mutation(({ ctx, input }) => carryOut(ctx, 'end-plan', input, (tx) => endPlan(tx, ctx.actor, input, ctx.now()))),
})
