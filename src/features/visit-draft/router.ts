import type { StoreRefusal } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import type { Explained } from '#trpc/refuse.ts'
import type { Locale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import { mayPark } from './access.ts'
import { discardDraft } from './discard-draft.ts'
import { type DraftRefusal, parkDraft } from './park-draft.ts'
import { listDrafts } from './queries.ts'
import { discardInput, drafts, parked, parkInput } from './schema.ts'

const explain =
  (locale: Locale) =>
  (refusals: readonly (DraftRefusal | StoreRefusal)[]): Explained[] => {
    const t = translatorFor(locale)
    return refusals.map((refusal) => {
      const { reason } = refusal
      if (reason === 'not-found') return { reason, sentence: t('refusal.notFound') }
      if (reason === 'too-many-drafts') return { reason, sentence: t('refusal.tooManyDrafts', { most: refusal.most }) }
      return { reason: 'try-again', sentence: t('refusal.tryAgain') }
    })
  }

export const visitDraftRouter = router({
  list: procedureFor(mayPark)
    .output(drafts)
    .query(async ({ ctx }) => ({
      drafts: await asActor(ctx.database, ctx.actor, (tx) => listDrafts(tx, ctx.actor, ctx.locale, ctx.now())),
    })),

  park: procedureFor(mayPark)
    .input(parkInput)
    .output(parked)
    .mutation(async ({ ctx, input }) =>
      answered(await parkDraft(ctx.database, ctx.actor, input, ctx.now()), explain(ctx.locale)),
    ),

  discard: procedureFor(mayPark)
    .input(discardInput)
    .output(parked)
    .mutation(async ({ ctx, input }) =>
      answered(await discardDraft(ctx.database, ctx.actor, input.draftId), explain(ctx.locale)),
    ),
})
