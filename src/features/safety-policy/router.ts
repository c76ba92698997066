import { asActor } from '#db/scope.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainSafety } from '#words/safety.ts'
import { mayDecideSafety, maySeeSafety } from './access.ts'
import { clinicTexts, safetyPolicy } from './queries.ts'
import { savePolicy } from './save-policy.ts'
import * as schema from './schema.ts'

const carryOut = carryOutWith(explainSafety)

export const safetyPolicyRouter = router({
  policy: procedureFor(maySeeSafety)
    .output(schema.policy)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => {
        const { clinicId } = ctx.actor
        return safetyPolicy(tx, clinicId, localDateOf(ctx.now(), await clinicZone(tx, clinicId)))
      }),
    ),

  /** What to do, step by step: read beforehand, so that it is there when the line is not. */
  texts: procedureFor(maySeeSafety)
    .output(schema.texts)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => {
        const { clinicId } = ctx.actor
        const date = localDateOf(ctx.now(), await clinicZone(tx, clinicId))
        const texts = await clinicTexts(tx, clinicId, { date, locale: ctx.locale })
        return { texts: texts.map((text) => ({ ...text, steps: [...text.steps] })) }
      }),
    ),

  save: procedureFor(mayDecideSafety)
    .input(schema.saveInput)
    .output(schema.savedPolicy)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...edit } = input
      return carryOut(ctx, 'save-safety-policy', input, (tx) => savePolicy(tx, ctx.actor, edit, ctx.now()))
    }),
})
