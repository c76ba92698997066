import { asActor } from '#db/scope.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { translatorFor } from '#words/translator.ts'
import { isTheProvider, mayReadTexts } from './access.ts'
import { answeringClinic, textsThatCame } from './queries.ts'
import { receiveText } from './receive-text.ts'
import { received, receiveInput, texts, textsInput } from './schema.ts'

export const incomingTextRouter = router({
  list: procedureFor(mayReadTexts)
    .input(textsInput)
    .output(texts)
    .query(({ ctx: { database, actor }, input }) =>
      asActor(database, actor, (tx) => textsThatCame(tx, actor.clinicId, input)),
    ),

  receive: procedureFor(isTheProvider)
    .input(receiveInput)
    .output(received)
    .mutation(({ ctx: { database, actor, now }, input }) =>
      asActor(database, actor, async (tx) => {
        const { answer, patientIds } = await receiveText(tx, actor, input, now())
        if (answer === null) return { answer: null }
        const { locale, values } = await answeringClinic(tx, actor.clinicId, patientIds)
        return { answer: translatorFor(locale)(`message.answer.${answer}`, values) }
      }),
    ),
})
