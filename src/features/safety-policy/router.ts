import { asActor } from '#db/scope.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { maySeeSafety } from './access.ts'
import { clinicTexts, safetyPolicy } from './queries.ts'
import * as schema from './schema.ts'

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
})
