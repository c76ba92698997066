import { asActor } from '#db/scope.ts'
import { isAtPortal } from '#domain/actor.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { translatorFor } from '#words/translator.ts'
import { mayFindPatients, maySeePatients } from './access.ts'
import { createPatient } from './create-patient.ts'
import { ownPeople, patientSummary, searchPatients } from './queries.ts'
import { created, createInput, mine, searchInput, searchOutput, summary, summaryInput } from './schema.ts'

/** Where a day begins first: nobody anywhere was born after today there. */
const FIRST_ZONE = 'Pacific/Kiritimati'

export const patientRouter = router({
  search: procedureFor(mayFindPatients)
    .input(searchInput)
    .output(searchOutput)
    .query(({ ctx, input: { text, ...page } }) =>
      asActor(ctx.database, ctx.actor, (tx) => searchPatients(tx, ctx.actor.clinicId, text, page)),
    ),

  create: procedureFor(mayFindPatients)
    .input(createInput)
    .output(created)
    .mutation(async ({ ctx, input }) => {
      if (input.birthDate !== null && input.birthDate > localDateOf(ctx.now(), FIRST_ZONE)) {
        const sentence = translatorFor(ctx.locale)('call.invalid', { fields: 'birthDate' })
        return refuse([{ reason: 'invalid', sentence, offer: { fields: ['birthDate'] } }])
      }
      const answer = await createPatient(ctx.database, ctx.actor, input)
      if (answer.ok) {
        const { name, preferredName, birthDate, phone, email } = input
        const patient = { id: answer.value.id, name, preferredName, birthDate, phone, email }
        return { kind: 'created' as const, patient }
      }
      const [refusal] = answer.refusals
      if (refusal?.reason === 'possible-duplicates') {
        return { kind: 'possible-duplicates' as const, candidates: [...refusal.candidates] }
      }
      const reused = refusal?.reason === 'request-reused'
      const sentence = translatorFor(ctx.locale)(reused ? 'refusal.requestReused' : 'refusal.tryAgain')
      return refuse([{ reason: refusal?.reason ?? 'try-again', sentence }])
    }),

  summary: procedureFor(maySeePatients)
    .input(summaryInput)
    .output(summary)
    .query(async ({ ctx, input: { patientId } }) => {
      const seen = { locale: ctx.locale, nowMs: ctx.now() }
      const found = await asActor(ctx.database, ctx.actor, (tx) => patientSummary(tx, ctx.actor, patientId, seen))
      return found ?? refuse([{ reason: 'not-found', sentence: translatorFor(ctx.locale)('refusal.notFound') }])
    }),

  mine: procedureFor(isAtPortal)
    .output(mine)
    .query(async ({ ctx }) => ({ people: await asActor(ctx.database, ctx.actor, (tx) => ownPeople(tx, ctx.actor)) })),
})
