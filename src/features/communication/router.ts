import { asActor } from '#db/scope.ts'
import { fillIn } from '#domain/aftercare/text.ts'
import { emergencyNumbers } from '#domain/contact/emergency-number.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { aftercareText } from '#words/aftercare.ts'
import { explainContact } from '#words/contact.ts'
import type { Locale } from '#words/locale.ts'
import { explainRecord } from '#words/record.ts'
import { isACarrier, mayReadOwnAftercare, maySeeMessages } from './access.ts'
import { callInstead } from './call-instead.ts'
import { noteBounce } from './note-bounce.ts'
import { noteDelivery } from './note-delivery.ts'
import { aftercareOf, areasById, clinicForLetters, communicationById, messagesOf, wordsOfMessage } from './queries.ts'
import {
  aboutMessage,
  aboutMessageInput,
  aftercareInput,
  aftercareListInput,
  aftercareListOutput,
  aftercareOutput,
  bounced,
  bounceInput,
  deliveryInput,
  messages,
  messagesInput,
  nothing,
} from './schema.ts'
import { sendAgain } from './send-again.ts'

/** What a message is about, as its subject says; empty while it has not gone out. */
const subjectOf = (
  version: { readonly subject: unknown } | null,
  locale: Locale,
  values: Readonly<Record<string, string>>,
): string => (version === null ? '' : fillIn((version.subject as Record<Locale, string>)[locale], values))

export const communicationRouter = router({
  mine: procedureFor(mayReadOwnAftercare)
    .input(aftercareListInput)
    .output(aftercareListOutput)
    .query(({ ctx: { database, actor, locale, now }, input }) =>
      asActor(database, actor, async (tx) => {
        const rows = await aftercareOf(tx, actor.clinicId, actor.patientIds, { ...input, nowMs: now() })
        const { name: clinic } = await clinicForLetters(tx, actor.clinicId)
        const page = rows.slice(0, input.limit)
        return {
          messages: page.flatMap(({ id, patient, encounter, textVersion }) =>
            encounter === null || patient === null
              ? []
              : {
                  id,
                  about: subjectOf(textVersion, locale, { clinic, name: patient.name }),
                  patientName: patient.name,
                  visitStartsAt: encounter.appointment.startsAt.toISOString(),
                  timeZone: encounter.appointment.timeZone,
                  practitionerName: encounter.practitioner.name,
                },
          ),
          nextCursor: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
        }
      }),
    ),

  leaflet: procedureFor(mayReadOwnAftercare)
    .input(aftercareInput)
    .output(aftercareOutput)
    .query(async ({ ctx: { database, actor, locale, now }, input }) => {
      const leaflet = await asActor(database, actor, async (tx) => {
        const row = await communicationById(tx, actor.clinicId, input.id)
        if (row === null || row.encounter === null || row.step === null || row.patient === null) return null
        if (row.patientId === null || !actor.patientIds.includes(row.patientId)) return null
        const [clinic, areas] = [
          await clinicForLetters(tx, actor.clinicId),
          await areasById(tx, actor.clinicId, row.areas),
        ]
        const version = await wordsOfMessage(tx, actor.clinicId, row, now())
        if (version === null) return null
        const { name, phone, messageHours } = clinic
        const emergencyPhones = emergencyNumbers(clinic.emergencyPhone, row.patient.timeZone)
        const values = {
          name: row.patient.name,
          clinic: name,
          clinicPhone: phone,
          emergencyPhone: emergencyPhones.join(' / '),
          messageHours: messageHours[locale],
          practitioner: row.encounter.practitioner.name,
        }
        const text = aftercareText(version, { chestWarning: row.chestWarning, areas }, values, locale)
        const { greeting, intro, treated, sections, closing, demoNote } = text
        return {
          id: row.id,
          visitStartsAt: row.encounter.appointment.startsAt.toISOString(),
          timeZone: row.encounter.appointment.timeZone,
          practitionerName: row.encounter.practitioner.name,
          treated,
          greeting,
          intro,
          sections: [...sections],
          closing,
          demoNote,
          emergencyPhones: [...emergencyPhones],
        }
      })
      return leaflet ?? refuse(explainRecord([{ reason: 'not-found' }], locale))
    }),

  list: procedureFor(maySeeMessages)
    .input(messagesInput)
    .output(messages)
    .query(({ ctx: { database, actor }, input }) =>
      asActor(database, actor, async (tx) => messages.parse(await messagesOf(tx, actor.clinicId, input))),
    ),

  sendAgain: procedureFor(maySeeMessages)
    .input(aboutMessageInput)
    .output(aboutMessage)
    .mutation(async ({ ctx, input }) =>
      answered(await sendAgain(ctx.database, ctx.actor, input, ctx.now()), (refusals) =>
        explainContact(refusals, ctx.locale),
      ),
    ),

  callInstead: procedureFor(maySeeMessages)
    .input(aboutMessageInput)
    .output(aboutMessage)
    .mutation(async ({ ctx, input }) =>
      answered(await callInstead(ctx.database, ctx.actor, input), (refusals) => explainContact(refusals, ctx.locale)),
    ),

  noteBounce: procedureFor(isACarrier)
    .input(bounceInput)
    .output(bounced)
    .mutation(({ ctx: { database, actor }, input }) =>
      asActor(database, actor, async (tx) => ({ outcome: await noteBounce(tx, actor, input) })),
    ),

  noteDelivery: procedureFor(isACarrier)
    .input(deliveryInput)
    .output(nothing)
    .mutation(async ({ ctx: { database, actor, now }, input }) => {
      await asActor(database, actor, (tx) => noteDelivery(tx, actor, input, now()))
      return null
    }),
})
