import type { StoreRefusal } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import { answered } from '#trpc/answer.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import type { Explained } from '#trpc/refuse.ts'
import type { Locale } from '#words/locale.ts'
import { translatorFor } from '#words/translator.ts'
import { mayDecline, maySeeTasks } from './access.ts'
import { askPractitioner } from './ask-practitioner.ts'
import { closeTask } from './close-task.ts'
import { completeTask } from './complete-task.ts'
import { type DeclineRefusal, declineAsk } from './decline-ask.ts'
import { listTasks } from './queries.ts'
import * as schema from './schema.ts'
import { askInput, completed, completeInput, declineInput, listInput, tasks } from './schema.ts'
import { type TakeRefusal, takeTask } from './take-task.ts'

const explain =
  (locale: Locale) =>
  (refusals: readonly (DeclineRefusal | TakeRefusal | StoreRefusal)[]): Explained[] => {
    const t = translatorFor(locale)
    return refusals.map(({ reason }) => {
      if (reason === 'not-found') return { reason, sentence: t('refusal.notFound') }
      if (reason === 'recall-goes-on') return { reason, sentence: t('desk.toDo.recallGoesOn') }
      if (reason === 'note-needed') return { reason, sentence: t('answer.task.noteNeeded') }
      if (reason === 'answered-already') return { reason, sentence: t('arrange.ask.answeredAlready') }
      if (reason === 'request-reused') return { reason, sentence: t('refusal.requestReused') }
      return { reason: 'try-again', sentence: t('refusal.tryAgain') }
    })
  }

const carryOut = carryOutWith((refusals: readonly (TakeRefusal | StoreRefusal)[], locale) => explain(locale)(refusals))

export const taskRouter = router({
  list: procedureFor(maySeeTasks)
    .input(listInput)
    .output(tasks)
    .query(({ ctx, input }) =>
      asActor(ctx.database, ctx.actor, (tx) =>
        listTasks(tx, ctx.actor, input, { locale: ctx.locale, nowMs: ctx.now() }),
      ),
    ),

  complete: procedureFor(maySeeTasks)
    .input(completeInput)
    .output(completed)
    .mutation(async ({ ctx, input }) =>
      answered(await completeTask(ctx.database, ctx.actor, input, ctx.now()), explain(ctx.locale)),
    ),

  /** "I take it." */
  take: procedureFor(maySeeTasks)
    .input(schema.takeInput)
    .output(schema.taken)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'take-task', input, (tx) => takeTask(tx, ctx.actor, input.taskId, ctx.now())),
    ),

  /** Closes what a patient answered, with what came of it. */
  close: procedureFor(maySeeTasks)
    .input(schema.closeInput)
    .output(completed)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'close-task', input, (tx) => closeTask(tx, ctx.actor, input, ctx.now())),
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
