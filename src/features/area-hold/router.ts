import { runCommand } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import { isInCareOf, isOpenTo } from '#features/patient/queries.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecovery } from '#words/recovery.ts'
import { mayHold, maySeeHolds } from './access.ts'
import { clearAreaHold } from './clear-hold.ts'
import { placeAreaHold } from './place-hold.ts'
import { listHolds } from './queries.ts'
import { cleared, clearInput, holds, listInput, placed, placeInput } from './schema.ts'

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
    .mutation(async ({ ctx, input }) => {
      const { requestId, ...placing } = input
      const request = { command: `place-hold ${fingerprint(placing)}`, requestId }
      const answer = await runCommand(ctx.database, ctx.actor, request, (tx) =>
        placeAreaHold(tx, ctx.actor, placing, ctx.now()),
      )
      return answered(answer, (refusals) => explainRecovery(refusals, ctx.locale))
    }),

  clear: procedureFor(mayHold)
    .input(clearInput)
    .output(cleared)
    .mutation(async ({ ctx, input }) => {
      const { requestId, ...clearing } = input
      const request = { command: `clear-hold ${fingerprint(clearing)}`, requestId }
      const answer = await runCommand(ctx.database, ctx.actor, request, (tx) =>
        clearAreaHold(tx, ctx.actor, clearing, ctx.now()),
      )
      return answered(answer, (refusals) => explainRecovery(refusals, ctx.locale))
    }),
})
