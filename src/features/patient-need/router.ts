import { asActor } from '#db/scope.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainSetup } from '#words/setup.ts'
import { lookingFrom } from '../task/records.ts'
import { mayEditNeeds, maySeeNeeds } from './access.ts'
import { addNeed } from './add-need.ts'
import { endNeed } from './end-need.ts'
import { needsOf } from './queries.ts'
import { addInput, endInput, listInput, needs, saved } from './schema.ts'

export const patientNeedRouter = router({
  list: procedureFor(maySeeNeeds)
    .input(listInput)
    .output(needs)
    .query(async ({ ctx, input: { patientId } }) => {
      const found = await asActor(ctx.database, ctx.actor, (tx) => needsOf(tx, ctx.actor, patientId, ctx.now()))
      return found === null ? refuse(explainSetup([{ reason: 'not-found' }], ctx.locale)) : { needs: found }
    }),

  add: procedureFor(mayEditNeeds)
    .input(addInput)
    .output(saved)
    .mutation(async ({ ctx, input }) =>
      answered(await addNeed(ctx.database, ctx.actor, lookingFrom(input), ctx.now()), (refusals) =>
        explainSetup(refusals, ctx.locale, input.affectedFrom),
      ),
    ),

  end: procedureFor(mayEditNeeds)
    .input(endInput)
    .output(saved)
    .mutation(async ({ ctx, input }) =>
      answered(await endNeed(ctx.database, ctx.actor, input), (refusals) => explainSetup(refusals, ctx.locale)),
    ),
})
