import { asActor } from '#db/scope.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecord } from '#words/record.ts'
import { maySeeRates, maySeeSent } from './access.ts'
import { proofOfMonth, proofOfVisit } from './queries.ts'
import * as schema from './schema.ts'

export const proofRouter = router({
  /** What was sent about a visit, what arrived of it, and what came back. */
  ofVisit: procedureFor(maySeeSent)
    .input(schema.visitInput)
    .output(schema.visitProof)
    .query(async ({ ctx, input }) => {
      const found = await asActor(ctx.database, ctx.actor, (tx) =>
        proofOfVisit(tx, ctx.actor, input.appointmentId, ctx.locale),
      )
      return found ?? refuse(explainRecord([{ reason: 'not-found' }], ctx.locale))
    }),

  /** The same of a month, in numbers. */
  month: procedureFor(maySeeRates)
    .input(schema.monthInput)
    .output(schema.monthProof)
    .query(({ ctx, input }) =>
      asActor(ctx.database, ctx.actor, (tx) =>
        proofOfMonth(tx, ctx.actor, input.month, { locale: ctx.locale, nowMs: ctx.now() }),
      ),
    ),
})
