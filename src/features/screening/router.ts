import { runCommand } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import type { ScreeningAnswers } from '#domain/encounter/screening.ts'
import { visitOf } from '#features/encounter/queries.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecord } from '#words/record.ts'
import { isTheirs, mayAnswer } from './access.ts'
import { answerScreening } from './answer-screening.ts'
import { readScreening } from './queries.ts'
import * as schema from './schema.ts'

export const screeningRouter = router({
  ofVisit: procedureFor(mayAnswer)
    .input(schema.ofVisitInput)
    .output(schema.ofVisit)
    .query(async ({ ctx, input }) => {
      const seen = await asActor(ctx.database, ctx.actor, async (tx) => {
        const visit = await visitOf(tx, ctx.actor.clinicId, input.appointmentId)
        if (visit === null || !isTheirs(ctx.actor, visit)) return null
        return readScreening(tx, visit, ctx.now())
      })
      if (seen === null) return refuse(explainRecord([{ reason: 'not-found' }], ctx.locale))
      return {
        questions: seen.questions.map(({ words, id, choices, asksWhere }) => ({
          ...{ id, choices: [...choices], asksWhere },
          ...words[ctx.locale],
        })),
        answers: { ...seen.answers } as Record<string, schema.Answer>,
        answersToConfirm: { ...seen.answersToConfirm } as Record<string, schema.Answer>,
      }
    }),

  answer: procedureFor(mayAnswer)
    .input(schema.answerInput)
    .output(schema.answered)
    .mutation(async ({ ctx, input }) => {
      const request = { command: `answer-screening ${fingerprint(input)}`, requestId: input.requestId }
      const given = {
        encounterId: input.encounterId,
        answers: input.answers as ScreeningAnswers,
        locale: ctx.locale,
      }
      return answered(
        await runCommand(ctx.database, ctx.actor, request, (tx) => answerScreening(tx, ctx.actor, given, ctx.now())),
        (refusals) => explainRecord(refusals, ctx.locale),
      )
    }),
})
