import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainAlertPhone } from '#words/alert-phone.ts'
import { mayBeAlerted, maySeeWhoIsTold } from './access.ts'
import { ownAlertPhone, toldPeople } from './queries.ts'
import { type PhoneRefusal, saveAlertPhone } from './save-alert-phone.ts'
import * as schema from './schema.ts'
import { sendTestText, type TestRefusal } from './send-test-text.ts'

const carryOut = carryOutWith<PhoneRefusal | TestRefusal>(explainAlertPhone)

export const alertPhoneRouter = router({
  own: procedureFor(mayBeAlerted)
    .output(schema.own)
    .query(({ ctx: { database, actor } }) => asActor(database, actor, (tx) => ownAlertPhone(tx, actor))),

  save: procedureFor(mayBeAlerted)
    .input(schema.saveInput)
    .output(schema.saved)
    .mutation(({ ctx, input: { requestId, ...phone } }) =>
      carryOut(ctx, 'save-alert-phone', { requestId, ...phone }, (tx) => saveAlertPhone(tx, ctx.actor, phone)),
    ),

  sendTest: procedureFor(mayBeAlerted)
    .input(schema.testInput)
    .output(schema.sent)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'send-test-text', input, (tx) => sendTestText(tx, ctx.actor, ctx.now())),
    ),

  people: procedureFor(maySeeWhoIsTold)
    .input(schema.peopleInput)
    .output(schema.people)
    .query(({ ctx: { database, actor }, input }) =>
      asActor(database, actor, (tx) => toldPeople(tx, actor.clinicId, input)),
    ),
})
