import type { Transaction } from '#db/client.ts'
import { type Outcome, runCommand } from '#db/command.ts'
import type { Prisma } from '#db/generated/client.ts'
import { asActor } from '#db/scope.ts'
import type { StaffActor } from '#domain/actor.ts'
import { noteOpening } from '#features/break-glass/queries.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { answered } from '#trpc/answer.ts'
import { type Context, procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainNote, type NoteWordsRefusal } from '#words/note.ts'
import { asReader, mayNote, mayReadRecords } from './access.ts'
import { addAddendum } from './add-addendum.ts'
import { cosignNote } from './cosign-note.ts'
import { noteOfVisit, notesToCosign, recordOf, templatesFor } from './queries.ts'
import { saveTemplate } from './save-template.ts'
import * as schema from './schema.ts'
import { signNote } from './sign-note.ts'
import { writeNote } from './write-note.ts'

type StaffContext = Context & { readonly actor: StaffActor }

/** Runs one of the note's commands; a refusal is answered in the caller's language. */
const carryOut = async <T extends Prisma.InputJsonValue>(
  ctx: StaffContext,
  name: string,
  input: { readonly requestId: string },
  body: (tx: Transaction) => Promise<Outcome<T, NoteWordsRefusal>>,
): Promise<T> => {
  const request = { command: `${name} ${fingerprint(input)}`, requestId: input.requestId }
  return answered(await runCommand(ctx.database, ctx.actor, request, body), (refusals) =>
    explainNote(refusals, ctx.locale),
  )
}

export const clinicalNoteRouter = router({
  /** The note of one's own visit, with its signatures and what was added. */
  ofVisit: procedureFor(mayNote)
    .input(schema.ofVisitInput)
    .output(schema.noteOfVisit)
    .query(async ({ ctx, input }) => {
      const note = await asActor(ctx.database, ctx.actor, (tx) => noteOfVisit(tx, ctx.actor, input.appointmentId))
      return note ?? refuse(explainNote([{ reason: 'not-found' }], ctx.locale))
    }),

  /** One earlier visit's record, to be read. */
  record: procedureFor(mayReadRecords)
    .input(schema.recordInput)
    .output(schema.visitRecord)
    .query(async ({ ctx, input }) => {
      const reader = asReader(ctx.actor)
      const record = await asActor(ctx.database, reader, async (tx) => {
        const found = await recordOf(tx, reader, input.encounterId, { locale: ctx.locale, nowMs: ctx.now() })
        if (found === null) return null
        const { encounterId: entityId, patientId } = found
        await noteOpening(
          tx,
          reader,
          { action: 'read-record', entityType: 'Encounter', entityId, patientId },
          ctx.now(),
        )
        return found
      })
      return record ?? refuse(explainNote([{ reason: 'not-found' }], ctx.locale))
    }),

  toCosign: procedureFor(mayNote)
    .input(schema.toCosignInput)
    .output(schema.toCosign)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => notesToCosign(tx, ctx.actor, input))),

  templates: procedureFor(mayNote)
    .input(schema.templatesInput)
    .output(schema.templates)
    .query(async ({ ctx, input }) => ({
      ...(await asActor(ctx.database, ctx.actor, (tx) => templatesFor(tx, ctx.actor, input))),
      maySaveForAll: ctx.actor.clinicalLead,
    })),

  write: procedureFor(mayNote)
    .input(schema.writeInput)
    .output(schema.writtenOutput)
    .mutation(({ ctx, input }) => carryOut(ctx, 'write-note', input, (tx) => writeNote(tx, ctx.actor, input))),

  sign: procedureFor(mayNote)
    .input(schema.signInput)
    .output(schema.signed)
    .mutation(({ ctx, input }) => carryOut(ctx, 'sign-note', input, (tx) => signNote(tx, ctx.actor, input, ctx.now()))),

  cosign: procedureFor(mayNote)
    .input(schema.cosignInput)
    .output(schema.signed)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'cosign-note', input, (tx) => cosignNote(tx, ctx.actor, input, ctx.now())),
    ),

  add: procedureFor(mayNote)
    .input(schema.addInput)
    .output(schema.added)
    .mutation(({ ctx, input }) =>
      carryOut(ctx, 'add-addendum', input, (tx) => addAddendum(tx, ctx.actor, input, ctx.now())),
    ),

  saveTemplate: procedureFor(mayNote)
    .input(schema.saveTemplateInput)
    .output(schema.savedTemplate)
    .mutation(({ ctx, input }) => {
      const { requestId: _, ...template } = input
      return carryOut(ctx, 'save-note-template', input, (tx) => saveTemplate(tx, ctx.actor, template))
    }),
})
