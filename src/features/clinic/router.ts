import { asActor } from '#db/scope.ts'
import { answered } from '#trpc/answer.ts'
import { openProcedure, procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainSetup } from '#words/setup.ts'
import { translatorFor } from '#words/translator.ts'
import { maySeeSetting, mayShapeRecord, mayWidenRights } from './access.ts'
import { allowOverride } from './allow-override.ts'
import { askDetail } from './ask-detail.ts'
import { clinicSetting, publicClinic } from './queries.ts'
import {
  allowOverrideInput,
  askDetailInput,
  detailAsked,
  overrideAllowed,
  privacy,
  privacyInput,
  publicPage,
  publicPageInput,
  setting,
} from './schema.ts'
import { setPrivacy } from './set-privacy.ts'

export const clinicRouter = router({
  setting: procedureFor(maySeeSetting)
    .output(setting)
    .query(({ ctx }) => asActor(ctx.database, ctx.actor, (tx) => clinicSetting(tx, ctx.actor.clinicId, ctx.locale))),

  allowOverride: procedureFor(mayWidenRights)
    .input(allowOverrideInput)
    .output(overrideAllowed)
    .mutation(async ({ ctx, input }) =>
      answered(await allowOverride(ctx.database, ctx.actor, input), (refusals) => explainSetup(refusals, ctx.locale)),
    ),

  askDetail: procedureFor(mayShapeRecord)
    .input(askDetailInput)
    .output(detailAsked)
    .mutation(async ({ ctx, input }) =>
      answered(await askDetail(ctx.database, ctx.actor, input), (refusals) => explainSetup(refusals, ctx.locale)),
    ),

  setPrivacy: procedureFor(mayWidenRights)
    .input(privacyInput)
    .output(privacy)
    .mutation(async ({ ctx, input }) =>
      answered(await setPrivacy(ctx.database, ctx.actor, input), (refusals) => explainSetup(refusals, ctx.locale)),
    ),

  publicPage: openProcedure
    .input(publicPageInput)
    .output(publicPage)
    .query(async ({ ctx, input: { slug } }) => {
      const page = await publicClinic(ctx.database, slug, ctx.locale)
      return page ?? refuse([{ reason: 'not-found', sentence: translatorFor(ctx.locale)('refusal.notFound') }])
    }),
})
