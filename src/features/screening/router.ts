import { asActor } from '#db/scope.ts'
import type { ScreeningAnswers } from '#domain/encounter/screening.ts'
import { type SaidAhead, saidAhead } from '#features/answers-ahead/queries.ts'
import { visitOf } from '#features/encounter/queries.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecord } from '#words/record.ts'
import { isTheirs, mayAnswer } from './access.ts'
import { answerScreening } from './answer-screening.ts'
import { readScreening } from './queries.ts'
import * as schema from './schema.ts'

const carryOut = carryOutWith(explainRecord)

const aheadOut = ({ atMs, answers }: SaidAhead) => ({
  atIso: new Date(atMs).toISOString(),
  answers: { ...answers } as Record<string, schema.Answer>,
})

export const screeningRouter = router({
  ofVisit: procedureFor(mayAnswer)
    .input(schema.ofVisitInput)
    .output(schema.ofVisit)
    .query(async ({ ctx, input }) => {
      const seen = await asActor(ctx.database, ctx.actor, async (tx) => {
        const visit = await visitOf(tx, ctx.actor.clinicId, input.appointmentId)
        if (visit === null || !isTheirs(ctx.actor, visit)) return null
        const [ahead] = await saidAhead(tx, ctx.actor.clinicId, [input.appointmentId])
        return { ...(await readScreening(tx, visit, ctx.now())), ahead }
      })
      if (seen === null) return refuse(explainRecord([{ reason: 'not-found' }], ctx.locale))
      return {
        questions: seen.questions.map(({ words, id, choices, asksWhere }) => ({
          ...{ id, choices: [...choices], asksWhere },
          ...words[ctx.locale],
        })),
        answers: { ...seen.answers } as Record<string, schema.Answer>,
        answersToConfirm: { ...seen.answersToConfirm } as Record<string, schema.Answer>,
        saidAhead: seen.ahead === undefined ? null : aheadOut(seen.ahead),
      }
    }),

  answer: procedureFor(mayAnswer)
    .input(schema.answerInput)
    .output(schema.answered)
    .mutation(({ ctx, input }) => {
      const given = {
        encounterId: input.encounterId,
        answers: input.answers as ScreeningAnswers,
        locale: ctx.locale,
      }
      return carryOut(ctx, 'answer-screening', input, (tx) => answerScreening(tx, ctx.actor, given, ctx.now()))
    }),
})
