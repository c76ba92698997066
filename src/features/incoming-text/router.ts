import { asActor } from '#db/scope.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { parseLocale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import { isTheProvider, mayReadTexts } from './access.ts'
import { textsThatCame } from './queries.ts'
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
        const { meaning } = await receiveText(tx, actor, input, now())
        if (meaning !== 'help') return { answer: null }
        const { name, phone, locale } = await tx.clinic.findUniqueOrThrow({ where: { id: actor.clinicId } })
        const t = translatorFor(parseLocale(locale))
        return { answer: t('message.sms.help', { clinic: name, phone }) }
      }),
    ),
})
