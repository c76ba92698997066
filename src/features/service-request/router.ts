import { appendAudit } from '#db/audit.ts'
import { asActor } from '#db/scope.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainNote } from '#words/note.ts'
import { mayRefer } from './access.ts'
import { letterFactsOf, lettersOfVisit } from './queries.ts'
import { recordReply } from './record-reply.ts'
import * as schema from './schema.ts'
import { sendLetter } from './send-letter.ts'
import { withdrawLetter } from './withdraw-letter.ts'
import { writeLetter } from './write-letter.ts'

const carryOut = carryOutWith(explainNote)

export const serviceRequestRouter = router({
  /** The letters about the patient of one's own visit. */
  ofVisit: procedureFor(mayRefer)
    .input(schema.ofVisitInput)
    .output(schema.letters)
    .query(async ({ ctx, input }) => {
      const found = await asActor(ctx.database, ctx.actor, (tx) =>
        lettersOfVisit(tx, ctx.actor, input.appointmentId, ctx.now()),
      )
      return found ?? refuse(explainNote([{ reason: 'not-found' }], ctx.locale))
    }),

  /** What stands in one letter, for its file; each reading is written down. */
  letter: procedureFor(mayRefer)
    .input(schema.letterInput)
    .output(schema.letterFacts)
    .query(async ({ ctx, input }) => {
      const found = await asActor(ctx.database, ctx.actor, async (tx) => {
        const facts = await letterFactsOf(tx, ctx.actor, input.id, ctx.now())
        if (facts === null) return null
        const { patientId, ...letter } = facts
        const read = { action: 'read-letter', entityType: 'ServiceRequest', entityId: input.id, patientId }
        await appendAudit(tx, ctx.actor, ctx.requestId, read)
        return letter
      })
      return found ?? refuse(explainNote([{ reason: 'not-found' }], ctx.locale))
    }),

  write: procedureFor(mayRefer)
    .input(schema.writeInput)
    .output(schema.kept)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...letter } = input
      return carryOut(ctx, 'write-letter', input, (tx) => writeLetter(tx, ctx.actor, letter, ctx.now()))
    }),

  send: procedureFor(mayRefer)
    .input(schema.sendInput)
    .output(schema.kept)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'send-letter', input, (tx) => sendLetter(tx, ctx.actor, input.id, ctx.now())),
    ),

  recordReply: procedureFor(mayRefer)
    .input(schema.replyInput)
    .output(schema.kept)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'record-reply', input, (tx) => recordReply(tx, ctx.actor, input, ctx.now())),
    ),

  withdraw: procedureFor(mayRefer)
    .input(schema.withdrawInput)
    .output(schema.kept)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'withdraw-letter', input, (tx) => withdrawLetter(tx, ctx.actor, input, ctx.now())),
    ),
})
