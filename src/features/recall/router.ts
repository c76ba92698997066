import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainRecall } from '#words/recall.ts'
import { mayReadRecall, mayRecall, mayTellPeople } from './access.ts'
import { addLot } from './add-lot.ts'
import { openRecall } from './open-recall.ts'
import { previewRecall } from './preview-recall.ts'
import { callsOfRecall, findRecall, listRecalls, needlesOf, recallCaseOf, visitsOfRecall, wordsOf } from './queries.ts'
import { recordAttempt } from './record-attempt.ts'
import { saveMessage } from './save-message.ts'
import * as schema from './schema.ts'
import { sendMessage } from './send-message.ts'
import { signOffRecall } from './sign-off-recall.ts'

const carryOut = carryOutWith(explainRecall)

export const recallRouter = router({
  list: procedureFor(mayTellPeople)
    .input(schema.listInput)
    .output(schema.list)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => listRecalls(tx, ctx.actor.clinicId, input))),

  /** The needles that a notice can name. */
  needles: procedureFor(mayRecall)
    .output(schema.needles)
    .query(({ ctx }) =>
      asActor(ctx.database, ctx.actor, async (tx) => ({ needles: await needlesOf(tx, ctx.actor.clinicId) })),
    ),

  /** Which lots a notice names and which nearly; nothing is kept. */
  preview: procedureFor(mayRecall)
    .input(schema.previewInput)
    .output(schema.preview)
    .query(async ({ ctx, input }) => {
      const found = await asActor(ctx.database, ctx.actor, (tx) => previewRecall(tx, ctx.actor.clinicId, input.notice))
      return found ?? refuse(explainRecall([{ reason: 'notice-names-nothing' }], ctx.locale))
    }),

  open: procedureFor(mayRecall)
    .input(schema.openInput)
    .output(schema.opened)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...recall } = input
      return carryOut(ctx, 'open-recall', input, (tx) => openRecall(tx, ctx.actor, recall, ctx.now))
    }),

  get: procedureFor(mayReadRecall)
    .input(schema.idInput)
    .output(schema.recallCase)
    .query(async ({ ctx, input }) => {
      const found = await asActor(ctx.database, ctx.actor, (tx) =>
        recallCaseOf(tx, ctx.actor.clinicId, input.recallId, ctx.now()),
      )
      return found ?? refuse(explainRecall([{ reason: 'not-found' }], ctx.locale))
    }),

  visits: procedureFor(mayReadRecall)
    .input(schema.visitsInput)
    .output(schema.visits)
    .query(async ({ ctx, input }) => {
      const found = await asActor(ctx.database, ctx.actor, (tx) => visitsOfRecall(tx, ctx.actor.clinicId, input))
      return found ?? refuse(explainRecall([{ reason: 'not-found' }], ctx.locale))
    }),

  /** Whom to tell, how and in which words; nothing of their visits. */
  calls: procedureFor(mayTellPeople)
    .input(schema.callsInput)
    .output(schema.calls)
    .query(async ({ ctx, input }) => {
      const found = await asActor(ctx.database, ctx.actor, (tx) => callsOfRecall(tx, ctx.actor.clinicId, input))
      return found ?? refuse(explainRecall([{ reason: 'not-found' }], ctx.locale))
    }),

  recordAttempt: procedureFor(mayTellPeople)
    .input(schema.attemptInput)
    .output(schema.attempted)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'record-recall-attempt', input, (tx) => {
        const { requestId: _, ...attempt } = input
        return recordAttempt(tx, ctx.actor, attempt)
      }),
    ),

  /** The house writes to one person, or to everybody who waits. */
  send: procedureFor(mayTellPeople)
    .input(schema.sendInput)
    .output(schema.sent)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'send-recall-message', input, (tx) => sendMessage(tx, ctx.actor, input, ctx.now())),
    ),

  addLot: procedureFor(mayRecall)
    .input(schema.addLotInput)
    .output(schema.added)
    .mutation(({ ctx, input }) => carryOut(ctx, 'add-recall-lot', input, (tx) => addLot(tx, ctx.actor, input))),

  message: procedureFor(mayRecall)
    .input(schema.idInput)
    .output(schema.message)
    .query(async ({ ctx, input }) => {
      const { clinicId } = ctx.actor
      const found = await asActor(ctx.database, ctx.actor, async (tx) => {
        const recall = await findRecall(tx, clinicId, input.recallId)
        return recall === null ? null : { ...(await wordsOf(tx, clinicId, recall)), version: recall.version }
      })
      return found ?? refuse(explainRecall([{ reason: 'not-found' }], ctx.locale))
    }),

  saveMessage: procedureFor(mayRecall)
    .input(schema.messageInput)
    .output(schema.message)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'change-recall-message', input, (tx) => saveMessage(tx, ctx.actor, input)),
    ),

  signOff: procedureFor(mayRecall)
    .input(schema.signOffInput)
    .output(schema.signedOff)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'sign-off-recall', input, (tx) => signOffRecall(tx, ctx.actor, input, ctx.now())),
    ),
})
