import type { Database } from '#db/client.ts'
import type { StoreRefusal } from '#db/command.ts'
import { asActor } from '#db/scope.ts'
import type { SystemActor } from '#domain/actor.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { ringingFor } from '#features/answer-alert/queries.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { messagePolicy } from '#features/message-policy/queries.ts'
import { answered } from '#trpc/answer.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { openProcedure, procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainAnswer } from '#words/answer.ts'
import type { Locale } from '#words/locale.ts'
import { mayAnswerOwn, mayBeRung, mayReadAnswers, mayReview } from './access.ts'
import { type AnswerRefusal, answerCheckIn } from './answer-check-in.ts'
import {
  alarmLoad,
  answersOfVisit,
  answersWaiting,
  askedAbout,
  askingOfLink,
  askingOfMessage,
  linkOf,
  visitOfMessage,
} from './queries.ts'
import * as schema from './schema.ts'
import { type AlertRefusal, takeAlert } from './take-alert.ts'

const explainIn = (locale: Locale) => (refusals: readonly (AnswerRefusal | StoreRefusal)[]) =>
  explainAnswer(refusals, locale)

/** Of what waits for somebody, as much as fits on their day. */
const WAITING_SHOWN = 20

const carryOut = carryOutWith<AlertRefusal>(explainAnswer)

/** The clinic of an address, acting for whoever has a link of it; null when there is none. */
const clinicOf = async (database: Database, slug: string): Promise<SystemActor | null> => {
  const [found] = await database.$queryRaw<{ id: string | null }[]>`SELECT clinic_of_slug(${slug}) AS id`
  return found?.id ? { kind: 'system', clinicId: found.id } : null
}

export const checkInRouter = router({
  /** What a link of a message opens; nothing is used up by looking. */
  openLink: openProcedure
    .input(schema.linkInput)
    .output(schema.opened)
    .query(async ({ ctx, input: { slug, token, answerId } }) => {
      const actor = await clinicOf(ctx.database, slug)
      if (actor === null) return { state: 'unknown' as const }
      return asActor(ctx.database, actor, async (tx) => {
        const link = await linkOf(tx, actor.clinicId, token)
        if (link === null) return { state: 'unknown' as const }
        if (link.expiresAt.getTime() <= ctx.now()) return { state: 'expired' as const }
        const about = { encounterId: link.encounterId, answerId, asking: askingOfLink(link) }
        return {
          state: 'open' as const,
          asked: await askedAbout(tx, actor.clinicId, about, ctx.locale),
        }
      })
    }),

  answerLink: openProcedure
    .input(schema.answerLinkInput)
    .output(schema.answered)
    .mutation(async ({ ctx, input: { slug, token, formId, said } }) => {
      const actor = await clinicOf(ctx.database, slug)
      const link = actor && (await asActor(ctx.database, actor, (tx) => linkOf(tx, actor.clinicId, token)))
      if (actor === null || link === null || link.expiresAt.getTime() <= ctx.now())
        return refuse(explainAnswer([{ reason: 'link-over' }], ctx.locale))
      const { id: linkId, patientId, encounterId } = link
      const asking = askingOfLink(link)
      const given = { patientId, encounterId, via: 'link' as const, linkId, identityId: null, said, asking }
      return answered(await answerCheckIn(ctx.database, actor, { formId, given }, ctx.now()), explainIn(ctx.locale))
    }),

  /** The same of a message that is read signed in. */
  own: procedureFor(mayAnswerOwn)
    .input(schema.ownInput)
    .output(schema.asked)
    .query(async ({ ctx, input: { messageId, answerId } }) => {
      const { clinicId, patientIds } = ctx.actor
      const message = await asActor(ctx.database, ctx.actor, (tx) =>
        visitOfMessage(tx, clinicId, messageId, patientIds),
      )
      if (message === null) return refuse(explainAnswer([{ reason: 'not-found' }], ctx.locale))
      // the clinic's words for an answer are read by the clinic, of a visit that is theirs
      return asActor(ctx.database, { kind: 'system', clinicId }, async (tx) => {
        const asking = await askingOfMessage(tx, clinicId, message, ctx.now())
        return askedAbout(tx, clinicId, { encounterId: message.encounterId, answerId, asking }, ctx.locale)
      })
    }),

  answerOwn: procedureFor(mayAnswerOwn)
    .input(schema.answerOwnInput)
    .output(schema.answered)
    .mutation(async ({ ctx, input: { messageId, formId, said } }) => {
      const { clinicId, patientIds, identityId } = ctx.actor
      const message = await asActor(ctx.database, ctx.actor, (tx) =>
        visitOfMessage(tx, clinicId, messageId, patientIds),
      )
      if (message === null) return refuse(explainAnswer([{ reason: 'not-found' }], ctx.locale))
      const actor = { kind: 'system', clinicId } as const
      const asking = await asActor(ctx.database, actor, (tx) => askingOfMessage(tx, clinicId, message, ctx.now()))
      const { encounterId, patientId } = message
      const given = { patientId, encounterId, via: 'portal' as const, linkId: null, identityId, said, asking }
      return answered(await answerCheckIn(ctx.database, actor, { formId, given }, ctx.now()), explainIn(ctx.locale))
    }),

  /** What rings now. */
  ringing: procedureFor(mayBeRung)
    .output(schema.ringing)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => ({ answers: await ringingFor(tx, ctx.actor, ctx.now()) })),
    ),

  /** "I take it": whatever rings of this patient. */
  take: procedureFor(mayBeRung)
    .input(schema.takeInput)
    .output(schema.taken)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'take-alert', input, (tx) => takeAlert(tx, ctx.actor, input.taskId, ctx.now())),
    ),

  ofVisit: procedureFor(mayReadAnswers)
    .input(schema.ofVisitInput)
    .output(schema.ofVisit)
    .query(({ ctx, input: { encounterId } }) =>
      asActor(ctx.database, ctx.actor, async (tx) => {
        const { clinicId } = ctx.actor
        const visit = await tx.encounter.count({ where: { clinicId, id: encounterId } })
        if (visit === 0) return refuse(explainAnswer([{ reason: 'not-found' }], ctx.locale))
        // the wall shows the answers of those who are in one's care, and no others
        return { answers: await answersOfVisit(tx, clinicId, encounterId) }
      }),
    ),

  waiting: procedureFor(mayReadAnswers)
    .output(schema.waiting)
    .query(({ ctx: { database, actor } }) =>
      asActor(database, actor, async (tx) => ({
        answers:
          actor.practitionerId === null
            ? []
            : await answersWaiting(tx, actor.clinicId, actor.practitionerId, WAITING_SHOWN),
      })),
    ),

  load: procedureFor(mayReview)
    .input(schema.loadInput)
    .output(schema.load)
    .query(({ ctx: { database, actor, now }, input: { weeks } }) =>
      asActor(database, { kind: 'system', clinicId: actor.clinicId }, async (tx) => {
        const zone = await clinicZone(tx, actor.clinicId)
        const date = localDateOf(now(), zone)
        const { mostAlarmsPerHundred, mostAlarmsPerDay } = await messagePolicy(tx, actor.clinicId, date)
        return {
          most: { mostAlarmsPerHundred, mostAlarmsPerDay },
          weeks: await alarmLoad(tx, actor.clinicId, { zone, nowMs: now(), weeks }),
        }
      }),
    ),
})
