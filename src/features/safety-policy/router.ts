import { runCommand } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainSafety } from '#words/safety.ts'
import { mayApproveText, mayDecideSafety, maySeeSafety } from './access.ts'
import { approveText } from './approve-text.ts'
import { clinicTexts, safetyPolicy } from './queries.ts'
import { savePolicy } from './save-policy.ts'
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

  save: procedureFor(mayDecideSafety)
    .input(schema.saveInput)
    .output(schema.savedPolicy)
    .mutation(async ({ ctx, input }) => {
      const { requestId, ...edit } = input
      const request = { command: `save-safety-policy ${fingerprint(input)}`, requestId }
      return answered(
        await runCommand(ctx.database, ctx.actor, request, (tx) => savePolicy(tx, ctx.actor, edit, ctx.now())),
        (refusals) => explainSafety(refusals, ctx.locale),
      )
    }),

  approveText: procedureFor(mayApproveText)
    .input(schema.approveInput)
    .output(schema.approved)
    .mutation(async ({ ctx, input: { requestId, textId } }) => {
      const request = { command: `approve-text ${fingerprint(textId)}`, requestId }
      return answered(
        await runCommand(ctx.database, ctx.actor, request, (tx) => approveText(tx, ctx.actor, textId, ctx.now())),
        (refusals) => explainSafety(refusals, ctx.locale),
      )
    }),
})
