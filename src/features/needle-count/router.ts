import { asActor } from '#db/scope.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { visitInCare } from '#features/encounter/queries.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainSafety } from '#words/safety.ts'
import { mayCount, mayLeaveInPlace } from './access.ts'
import { countAgain } from './count-again.ts'
import { deferCount } from './defer-count.ts'
import { leaveInPlace } from './leave-in-place.ts'
import { countStanding } from './queries.ts'
import * as schema from './schema.ts'

const carryOut = carryOutWith(explainSafety)

export const needleCountRouter = router({
  standing: procedureFor(mayCount)
    .input(schema.standingInput)
    .output(schema.standing)
    .query(async ({ ctx, input: { encounterId } }) => {
      const found = await asActor(ctx.database, ctx.actor, async (tx) => {
        const visit = await visitInCare(tx, ctx.actor, encounterId, ctx.now())
        if (visit === null) return null
        const date = localDateOf(ctx.now(), visit.timeZone)
        const standing = await countStanding(tx, ctx.actor, { encounterId, date, locale: ctx.locale })
        return { ...standing, texts: standing.texts.map((text) => ({ ...text, steps: [...text.steps] })) }
      })
      return found ?? refuse(explainSafety([{ reason: 'not-found' }], ctx.locale))
    }),

  countAgain: procedureFor(mayCount)
    .input(schema.countAgainInput)
    .output(schema.countedAgain)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...tally } = input
      return carryOut(ctx, 'count-again', input, (tx) => countAgain(tx, ctx.actor, tally, ctx.now()))
    }),

  defer: procedureFor(mayCount)
    .input(schema.deferInput)
    .output(schema.deferred)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'defer-count', input, (tx) => deferCount(tx, ctx.actor, input, ctx.now())),
    ),

  leaveInPlace: procedureFor(mayLeaveInPlace)
    .input(schema.leaveInput)
    .output(schema.left)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...leaving } = input
      return carryOut(ctx, 'leave-in-place', input, (tx) => leaveInPlace(tx, ctx.actor, leaving, ctx.now()))
    }),
})
