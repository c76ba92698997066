import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainNote } from '#words/note.ts'
import { mayScore } from './access.ts'
import { endGoal } from './end-goal.ts'
import { outcomesOfVisit } from './queries.ts'
import * as schema from './schema.ts'
import { scoreGoal } from './score-goal.ts'
import { setGoal } from './set-goal.ts'

const carryOut = carryOutWith(explainNote)

export const observationRouter = router({
  /** Goals and scores of one's own visit. */
  ofVisit: procedureFor(mayScore)
    .input(schema.ofVisitInput)
    .output(schema.outcomes)
    .query(async ({ ctx, input }) => {
      const found = await asActor(ctx.database, ctx.actor, (tx) => outcomesOfVisit(tx, ctx.actor, input.appointmentId))
      return found ?? refuse(explainNote([{ reason: 'not-found' }], ctx.locale))
    }),

  setGoal: procedureFor(mayScore)
    .input(schema.setGoalInput)
    .output(schema.goalSet)
    .mutation(({ ctx, input }) => carryOut(ctx, 'set-goal', input, (tx) => setGoal(tx, ctx.actor, input, ctx.now()))),

  endGoal: procedureFor(mayScore)
    .input(schema.endGoalInput)
    .output(schema.goalSet)
    .mutation(({ ctx, input }) => carryOut(ctx, 'end-goal', input, (tx) => endGoal(tx, ctx.actor, input, ctx.now()))),

  score: procedureFor(mayScore)
    .input(schema.scoreInput)
    .output(schema.scored)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'score-goal', input, (tx) => scoreGoal(tx, ctx.actor, input, ctx.now())),
    ),
})
