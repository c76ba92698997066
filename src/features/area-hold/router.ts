import { asActor } from '#db/scope.ts'
import { isInCareOf, isOpenTo } from '#features/patient/queries.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecovery } from '#words/recovery.ts'
import { mayHold, maySeeHolds } from './access.ts'
import { clearAreaHold } from './clear-hold.ts'
import { placeAreaHold } from './place-hold.ts'
import { listHolds } from './queries.ts'
import { cleared, clearInput, holds, listInput, placed, placeInput } from './schema.ts'

const carryOut = carryOutWith(explainRecovery)

export const areaHoldRouter = router({
  list: procedureFor(maySeeHolds)
    .input(listInput)
    .output(holds)
    .query(async ({ ctx, input }) => {
      const { actor } = ctx
      const seen = await asActor(ctx.database, actor, async (tx) => {
        if (!(await isOpenTo(tx, actor, input.patientId, ctx.now()))) return null
        const listed = await listHolds(tx, actor, input, ctx.now())
        return {
          ...listed,
          mayHold: mayHold(actor) && (await isInCareOf(tx, actor, input.patientId, ctx.now())) === 'theirs',
        }
      })
      return seen ?? refuse(explainRecovery([{ reason: 'not-found' }], ctx.locale))
    }),

  place: procedureFor(mayHold)
    .input(placeInput)
    .output(placed)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'place-hold', input, (tx) => placeAreaHold(tx, ctx.actor, input, ctx.now())),
    ),

  clear: procedureFor(mayHold)
    .input(clearInput)
    .output(cleared)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'clear-hold', input, (tx) => clearAreaHold(tx, ctx.actor, input, ctx.now())),
    ),
})
