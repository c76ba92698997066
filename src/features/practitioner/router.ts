import { asActor } from '#db/scope.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainSetup } from '#words/setup.ts'
import { lookingFrom } from '../task/records.ts'
import { mayEditPractitioners, maySeePractitioners } from './access.ts'
import { endCredential } from './end-credential.ts'
import { practitionerSetups } from './queries.ts'
import { saveCredential } from './save-credential.ts'
import { savePractitioner } from './save-practitioner.ts'
import { endCredentialInput, pageInput, saveCredentialInput, saved, saveInput, setup } from './schema.ts'

export const practitionerRouter = router({
  setup: procedureFor(maySeePractitioners)
    .input(pageInput)
    .output(setup)
    .query(({ ctx, input }) =>
      asActor(ctx.database, ctx.actor, (tx) => practitionerSetups(tx, ctx.actor.clinicId, input, ctx.now())),
    ),

  save: procedureFor(mayEditPractitioners)
    .input(saveInput)
    .output(saved)
    .mutation(async ({ ctx, input }) =>
      answered(await savePractitioner(ctx.database, ctx.actor, lookingFrom(input), ctx.now()), (refusals) =>
        explainSetup(refusals, ctx.locale, input.affectedFrom),
      ),
    ),

  saveCredential: procedureFor(mayEditPractitioners)
    .input(saveCredentialInput)
    .output(saved)
    .mutation(async ({ ctx, input }) =>
      answered(await saveCredential(ctx.database, ctx.actor, lookingFrom(input), ctx.now()), (refusals) =>
        explainSetup(refusals, ctx.locale, input.affectedFrom),
      ),
    ),

  endCredential: procedureFor(mayEditPractitioners)
    .input(endCredentialInput)
    .output(saved)
    .mutation(async ({ ctx, input }) =>
      answered(await endCredential(ctx.database, ctx.actor, lookingFrom(input), ctx.now()), (refusals) =>
        explainSetup(refusals, ctx.locale, input.affectedFrom),
      ),
    ),
})
