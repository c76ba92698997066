import { asActor } from '#db/scope.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainSetup } from '#words/setup.ts'
import { lookingFrom } from '../task/records.ts'
import { mayEditAttendants, maySeeAttendantSetup } from './access.ts'
import { attendantSetups } from './queries.ts'
import { saveAttendant } from './save-attendant.ts'
import { pageInput, saved, saveInput, setup } from './schema.ts'

export const attendantRouter = router({
  setup: procedureFor(maySeeAttendantSetup)
    .input(pageInput)
    .output(setup)
    .query(({ ctx, input }) =>
      asActor(ctx.database, ctx.actor, (tx) => attendantSetups(tx, ctx.actor.clinicId, input, ctx.now())),
    ),

  save: procedureFor(mayEditAttendants)
    .input(saveInput)
    .output(saved)
    .mutation(async ({ ctx, input }) =>
      answered(await saveAttendant(ctx.database, ctx.actor, lookingFrom(input), ctx.now()), (refusals) =>
        explainSetup(refusals, ctx.locale, input.affectedFrom),
      ),
    ),
})
