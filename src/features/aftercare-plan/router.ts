import { asActor } from '#db/scope.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { LIBRARY_TOPICS, libraryPart } from '#words/aftercare-library.ts'
import { explainRecord } from '#words/record.ts'
import { mayPreviewTexts, mayPrintLeaflet, mayUseLibrary } from './access.ts'
import { describeLeaflet } from './describe-leaflet.ts'
import { previewText, visitsToTryOn } from './preview-text.ts'
import * as schema from './schema.ts'

export const aftercarePlanRouter = router({
  library: procedureFor(mayUseLibrary)
    .output(schema.library)
    .query(() => ({ parts: LIBRARY_TOPICS.map(libraryPart) })),

  /** What a patient takes home on paper. */
  leaflet: procedureFor(mayPrintLeaflet)
    .input(schema.leafletInput)
    .output(schema.leaflet)
    .query(async ({ ctx, input }) => {
      const found = await asActor(ctx.database, ctx.actor, (tx) => describeLeaflet(tx, ctx.actor, input, ctx.now()))
      return found === null
        ? refuse(explainRecord([{ reason: 'not-found' }], ctx.locale))
        : { ...found, texts: found.texts.map((text) => ({ ...text, sections: [...text.sections] })) }
    }),

  visits: procedureFor(mayPreviewTexts)
    .input(schema.visitsInput)
    .output(schema.visits)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => visitsToTryOn(tx, ctx.actor, input))),

  preview: procedureFor(mayPreviewTexts)
    .input(schema.previewInput)
    .output(schema.preview)
    .query(async ({ ctx, input }) => {
      const found = await asActor(ctx.database, ctx.actor, (tx) => previewText(tx, ctx.actor, input))
      return found === null
        ? refuse(explainRecord([{ reason: 'not-found' }], ctx.locale))
        : { ...found, text: { ...found.text, sections: [...found.text.sections] } }
    }),
})
