import type { StoreRefusal } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import type { Explained } from '#trpc/refuse.ts'
import type { Locale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import { mayDecline, maySeeTasks } from './access.ts'
import { askPractitioner } from './ask-practitioner.ts'
import { completeTask } from './complete-task.ts'
import { type DeclineRefusal, declineAsk } from './decline-ask.ts'
import { listTasks } from './queries.ts'
import { askInput, completed, completeInput, declineInput, listInput, tasks } from './schema.ts'

const explain =
  (locale: Locale) =>
  (refusals: readonly (DeclineRefusal | StoreRefusal)[]): Explained[] => {
    const t = translatorFor(locale)
    return refusals.map(({ reason }) => {
      if (reason === 'not-found') return { reason, sentence: t('refusal.notFound') }
      if (reason === 'recall-goes-on') return { reason, sentence: t('desk.toDo.recallGoesOn') }
      if (reason === 'answered-already') return { reason, sentence: t('arrange.ask.answeredAlready') }
      if (reason === 'request-reused') return { reason, sentence: t('refusal.requestReused') }
      return { reason: 'try-again', sentence: t('refusal.tryAgain') }
    })
  }

export const taskRouter = router({
  list: procedureFor(maySeeTasks)
    .input(listInput)
    .output(tasks)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => listTasks(tx, ctx.actor, input, ctx.locale))),

  complete: procedureFor(maySeeTasks)
    .input(completeInput)
    .output(completed)
    .mutation(async ({ ctx, input }) =>
      answered(await completeTask(ctx.database, ctx.actor, input, ctx.now()), explain(ctx.locale)),
    ),

  /** "Ask Ana to allow it." */
  askPractitioner: procedureFor(maySeeTasks)
    .input(askInput)
    .output(completed)
    .mutation(async ({ ctx, input }) =>
      answered(await askPractitioner(ctx.database, ctx.actor, input), explain(ctx.locale)),
    ),

  /** "Ana does not allow it." */
  decline: procedureFor(mayDecline)
    .input(declineInput)
    .output(completed)
    .mutation(async ({ ctx, input }) =>
      answered(await declineAsk(ctx.database, ctx.actor, input, ctx.now()), explain(ctx.locale)),
    ),
})
