import { clinicOfSlug } from '#db/clinic-of-slug.ts'
import type { StoreRefusal } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import { linkOf, visitOfMessage } from '#features/check-in/queries.ts'
import { answered } from '#trpc/answer.ts'
import { openProcedure, procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainAnswer } from '#words/answer.ts'
import type { Locale } from '#words/locale.ts'
import { mayAddPhotos, maySeePhotos } from './access.ts'
import { type AddPhotoRefusal, addPhoto } from './add-photo.ts'
import { pictureOf } from './queries.ts'
import * as schema from './schema.ts'

const explainIn = (locale: Locale) => (refusals: readonly (AddPhotoRefusal | StoreRefusal)[]) =>
  explainAnswer(refusals, locale)

export const answerPhotoRouter = router({
  /** A photo joins an answer that came by the same link. */
  addByLink: openProcedure
    .input(schema.byLinkInput)
    .output(schema.added)
    .mutation(async ({ ctx, input: { slug, token, answerId, picture } }) => {
      const clinicId = await clinicOfSlug(ctx.database, slug)
      const actor = clinicId === null ? null : ({ kind: 'system', clinicId } as const)
      const link = actor && (await asActor(ctx.database, actor, (tx) => linkOf(tx, actor.clinicId, token)))
      if (actor === null || link === null || link.expiresAt.getTime() <= ctx.now())
        return refuse(explainAnswer([{ reason: 'link-over' }], ctx.locale))
      const photo = { answerId, of: { linkId: link.id }, picture }
      return answered(await addPhoto(ctx.database, actor, photo, ctx.now()), explainIn(ctx.locale))
    }),

  /** The same of an answer that is given signed in. */
  addOwn: procedureFor(mayAddPhotos)
    .input(schema.ownInput)
    .output(schema.added)
    .mutation(async ({ ctx, input: { messageId, answerId, picture } }) => {
      const { clinicId, patientIds } = ctx.actor
      const message = await asActor(ctx.database, ctx.actor, (tx) =>
        visitOfMessage(tx, clinicId, messageId, patientIds),
      )
      if (message === null) return refuse(explainAnswer([{ reason: 'not-found' }], ctx.locale))
      const { patientId, encounterId } = message
      const photo = { answerId, of: { patientId, encounterId }, picture }
      const actor = { kind: 'system', clinicId } as const
      return answered(await addPhoto(ctx.database, actor, photo, ctx.now()), explainIn(ctx.locale))
    }),

  /** The picture itself. */
  read: procedureFor(maySeePhotos)
    .input(schema.readInput)
    .output(schema.read)
    .query(async ({ ctx: { database, actor, locale }, input: { photoId } }) => {
      const jpeg = await asActor(database, actor, (tx) => pictureOf(tx, actor.clinicId, photoId))
      if (jpeg === null) return refuse(explainAnswer([{ reason: 'no-such-photo' }], locale))
      return { jpeg: Buffer.from(jpeg).toString('base64') }
    }),
})
