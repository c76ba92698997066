import { asActor } from '#db/scope.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainContact } from '#words/contact.ts'
import { isALink, isContactOf, mayKeepContact, maySeeContact } from './access.ts'
import { aboutMessage, pressLink } from './press-link.ts'
import { contactOf, writesTexts } from './queries.ts'
import { recordChoice } from './record-choice.ts'
import { saveContact } from './save-contact.ts'
import {
  aboutLink,
  chooseInput,
  chosen,
  linkAbout,
  linkInput,
  nothing,
  reach,
  reachInput,
  saved,
  saveInput,
} from './schema.ts'

export const contactRouter = router({
  reach: procedureFor(mayKeepContact)
    .input(reachInput)
    .output(reach)
    .query(async ({ ctx: { database, actor, locale }, input: { patientId } }) => {
      const found = await asActor(database, actor, async (tx) =>
        isContactOf(actor, patientId)
          ? contactOf(tx, actor.clinicId, patientId, await writesTexts(tx, actor.clinicId))
          : null,
      )
      if (found === null) return refuse(explainContact([{ reason: 'not-found' }], locale))
      // who wrote it down, and how the clinic knows, is the clinic's
      return actor.kind === 'staff'
        ? found
        : { ...found, sharedWith: 0, history: found.history.map((said) => ({ ...said, byName: '', note: '' })) }
    }),

  choose: procedureFor(mayKeepContact)
    .input(chooseInput)
    .output(chosen)
    .mutation(async ({ ctx, input }) =>
      answered(await recordChoice(ctx.database, ctx.actor, input), (refusals) => explainContact(refusals, ctx.locale)),
    ),

  save: procedureFor(maySeeContact)
    .input(saveInput)
    .output(saved)
    .mutation(async ({ ctx, input }) =>
      answered(await saveContact(ctx.database, ctx.actor, input), (refusals) => explainContact(refusals, ctx.locale)),
    ),

  aboutLink: procedureFor(isALink)
    .input(linkAbout)
    .output(aboutLink)
    .query(({ ctx: { database, actor }, input }) =>
      asActor(database, actor, (tx) => aboutMessage(tx, actor.clinicId, input.communicationId)),
    ),

  pressLink: procedureFor(isALink)
    .input(linkInput)
    .output(nothing)
    .mutation(async ({ ctx: { database, actor }, input }) => {
      await asActor(database, actor, (tx) => pressLink(tx, actor, input))
      return null
    }),
})
