import { asActor } from '#db/scope.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { noteOpening } from '#features/break-glass/queries.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { carryOutWith } from '#trpc/carry-out.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { explainNote } from '#words/note.ts'
import { asReader, mayNote, mayReadRecords } from './access.ts'
import { addAddendum } from './add-addendum.ts'
import { cosignNote } from './cosign-note.ts'
import { noteOfVisit, notesToCosign, recordOf, templatesFor } from './queries.ts'
import { saveTemplate } from './save-template.ts'
import * as schema from './schema.ts'
import { signNote } from './sign-note.ts'
import { writeNote } from './write-note.ts'

const carryOut = carryOutWith(explainNote)

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
    .query(({ ctx, input }) =>
      asActor(ctx.database, ctx.actor, async (tx) => {
        const today = localDateOf(ctx.now(), await clinicZone(tx, ctx.actor.clinicId))
        return templatesFor(tx, ctx.actor, input, today)
      }),
    ),

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
