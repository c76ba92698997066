import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainNote } from '#words/note.ts'
import { mayReadCourse, mayScore, maySeeOwnCourse } from './access.ts'
import { endGoal } from './end-goal.ts'
import { courseOf, outcomesOfVisit } from './queries.ts'
import * as schema from './schema.ts'
import { scoreGoal } from './score-goal.ts'
import { scorePain } from './score-pain.ts'
import { setGoal } from './set-goal.ts'

const carryOut = carryOutWith(explainNote)

export const observationRouter = router({
  /** Goals and scores of one's own visit. */
  ofVisit: procedureFor(mayScore)
    .input(schema.ofVisitInput)
    .output(schema.outcomes)
    .query(async ({ ctx, input }) => {
      const found = await asActor(ctx.database, ctx.actor, (tx) => outcomesOfVisit(tx, ctx.actor, input.appointmentId))
      return found ?? refuse(explainNote([{ reason: 'not-found' }], ctx.locale))
    }),

  /** Somebody's pain and activities over time. */
  ofPatient: procedureFor(mayReadCourse)
    .input(schema.courseInput)
    .output(schema.courses)
    .query(async ({ ctx: { database, actor, locale }, input: { patientId } }) => {
      const found = await asActor(database, actor, async (tx) => {
        const { clinicId } = actor
        const there = await tx.patient.count({ where: { clinicId, id: patientId } })
        return there === 0 ? null : courseOf(tx, clinicId, patientId)
      })
      return found === null ? refuse(explainNote([{ reason: 'not-found' }], locale)) : { courses: found }
    }),

  /** The same for who said it: goals stand behind the clinic's wall, so the clinic reads them, of the people they act for. */
  mine: procedureFor(maySeeOwnCourse)
    .output(schema.ownCourses)
    .query(async ({ ctx: { database, actor } }) => {
      const { clinicId, patientIds } = actor
      const people = await asActor(database, actor, (tx) =>
        tx.patient.findMany({
          where: { clinicId, id: { in: [...patientIds] } },
          select: { id: true, name: true },
          orderBy: { id: 'asc' },
          take: 20,
        }),
      )
      return asActor(database, { kind: 'system', clinicId }, async (tx) => ({
        people: await Promise.all(
          people.map(async ({ id: patientId, name }) => ({
            ...{ patientId, name, courses: await courseOf(tx, clinicId, patientId) },
          })),
        ),
      }))
    }),

  setGoal: procedureFor(mayScore)
    .input(schema.setGoalInput)
    .output(schema.goalSet)
    .mutation(({ ctx, input }) => carryOut(ctx, 'set-goal', input, (tx) => setGoal(tx, ctx.actor, input, ctx.now()))),

  endGoal: procedureFor(mayScore)
    .input(schema.endGoalInput)
    .output(schema.goalSet)
    .mutation(({ ctx, input }) => carryOut(ctx, 'end-goal', input, (tx) => endGoal(tx, ctx.actor, input, ctx.now()))),

  score: procedureFor(mayScore)
    .input(schema.scoreInput)
    .output(schema.scored)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'score-goal', input, (tx) => scoreGoal(tx, ctx.actor, input, ctx.now())),
    ),

  scorePain: procedureFor(mayScore)
    .input(schema.scorePainInput)
    .output(schema.scored)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'score-pain', input, (tx) => scorePain(tx, ctx.actor, input, ctx.now())),
    ),
})
