import type { Database } from '#db/client.ts'
import { asActor } from '#db/scope.ts'
import { raisedAhead, whyNotAhead } from '#domain/encounter/answers-ahead.ts'
import type { ScreeningAnswers } from '#domain/encounter/screening.ts'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { localDateOf, startOfDayMs } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { questionsOn } from '#features/screening/queries.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainAhead } from '#words/ahead.ts'
import { mayAnswerAhead, mayReadAhead } from './access.ts'
import { giveAhead } from './give-ahead.ts'
import { type OwnVisitAhead, ownVisitAhead, ownVisitsAhead, saidAheadBetween } from './queries.ts'
import * as schema from './schema.ts'

const carryOut = carryOutWith(explainAhead)

const visitOut = ({ id: appointmentId, patient, startsAt, timeZone, answersAhead }: OwnVisitAhead) => ({
  ...{ appointmentId, patientName: patient.name, startIso: startsAt.toISOString(), timeZone },
  answeredIso: answersAhead[0]?.at.toISOString() ?? null,
})

/** What the clinic asks today; its list is read by the clinic. */
const questionsNow = (database: Database, clinicId: string, nowMs: number) =>
  asActor(database, { kind: 'system', clinicId }, async (tx) =>
    questionsOn(tx, clinicId, localDateOf(nowMs, await clinicZone(tx, clinicId))),
  )

export const answersAheadRouter = router({
  mine: procedureFor(mayAnswerAhead)
    .output(schema.mine)
    .query(async ({ ctx: { database, actor, now } }) => ({
      visits: (await asActor(database, actor, (tx) => ownVisitsAhead(tx, actor, now()))).map(visitOut),
    })),

  asked: procedureFor(mayAnswerAhead)
    .input(schema.askedInput)
    .output(schema.asked)
    .query(async ({ ctx: { database, actor, now, locale }, input: { appointmentId } }) => {
      const visit = await asActor(database, actor, (tx) => ownVisitAhead(tx, actor, appointmentId))
      const reason =
        visit === null
          ? 'not-ahead'
          : whyNotAhead({ ...visit, startMs: visit.startsAt.getTime() }, visit.answersAhead.length, now())
      if (visit === null || reason !== null) return refuse(explainAhead([{ reason: reason ?? 'not-ahead' }], locale))
      const questions = await questionsNow(database, actor.clinicId, now())
      return {
        visit: visitOut(visit),
        questions: questions.map(({ id, choices, words }) => {
          const { question, help } = words[locale]
          return { id, question, help, choices: [...choices] }
        }),
      }
    }),

  give: procedureFor(mayAnswerAhead)
    .input(schema.giveInput)
    .output(schema.given)
    .mutation(async ({ ctx, input }) => {
      const questions = await questionsNow(ctx.database, ctx.actor.clinicId, ctx.now())
      const { appointmentId } = input
      const giving = { appointmentId, questions, answers: input.answers as ScreeningAnswers }
      return carryOut(ctx, 'answer-ahead', input, (tx) => giveAhead(tx, ctx.actor, giving, ctx.now()))
    }),

  /** What was said ahead of one's own visits of a day, and of that what one should know before they begin. */
  raised: procedureFor(mayReadAhead)
    .input(schema.raisedInput)
    .output(schema.raised)
    .query(({ ctx: { database, actor, now, locale }, input: { date } }) =>
      asActor(database, actor, async (tx) => {
        const { clinicId, practitionerId } = actor
        const zone = await clinicZone(tx, clinicId)
        const [fromMs, toMs] = [startOfDayMs(date, zone), startOfDayMs(dateOf(dayNumberOf(date) + 1), zone)]
        const said = await saidAheadBetween(tx, clinicId, { practitionerId, fromMs, toMs })
        const questions = said.length === 0 ? [] : await questionsOn(tx, clinicId, localDateOf(now(), zone))
        return {
          visits: said.map(({ appointmentId, atMs, answers }) => ({
            ...{ appointmentId, atIso: new Date(atMs).toISOString() },
            raised: raisedAhead(questions, answers).map(({ short }) => short[locale]),
          })),
        }
      }),
    ),
})
