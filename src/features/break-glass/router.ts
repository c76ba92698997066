import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainGlass } from '#words/break-glass.ts'
import { mayBreakGlass, mayReview } from './access.ts'
import { openRecord } from './open-record.ts'
import { listOpenings, recordOfPatient } from './queries.ts'
import { reviewOpening } from './review-opening.ts'
import * as schema from './schema.ts'

const carryOut = carryOutWith(explainGlass)

export const breakGlassRouter = router({
  record: procedureFor(mayBreakGlass)
    .input(schema.recordInput)
    .output(schema.record)
    .query(async ({ ctx, input }) => {
      const found = await asActor(ctx.database, ctx.actor, (tx) => recordOfPatient(tx, ctx.actor, input, ctx.now()))
      return found ?? refuse(explainGlass([{ reason: 'not-found' }], ctx.locale))
    }),

  open: procedureFor(mayBreakGlass)
    .input(schema.openInput)
    .output(schema.opened)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'break-glass', input, (tx) => openRecord(tx, ctx.actor, input, ctx.now())),
    ),

  openings: procedureFor(mayReview)
    .input(schema.listInput)
    .output(schema.openings)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => listOpenings(tx, ctx.actor, input))),

  review: procedureFor(mayReview)
    .input(schema.reviewInput)
    .output(schema.reviewed)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'review-break-glass', input, (tx) => reviewOpening(tx, ctx.actor, input, ctx.now())),
    ),
})
