import { asActor } from '#db/scope.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { refuse } from '#trpc/refuse.ts'
import { translatorFor } from '#words/translator.ts'
import { maySeeNotices } from './access.ts'
import { noticesOf } from './queries.ts'
import { notices, noticesInput } from './schema.ts'

export const visitNoticeRouter = router({
  ofVisit: procedureFor(maySeeNotices)
    .input(noticesInput)
    .output(notices)
    .query(async ({ ctx: { database, actor, locale }, input }) => {
      const rows = await asActor(database, actor, (tx) => noticesOf(tx, actor.clinicId, input))
      if (rows === null) return refuse([{ reason: 'not-found', sentence: translatorFor(locale)('refusal.notFound') }])
      const shown = rows.slice(0, input.limit)
      return notices.parse({
        notices: shown.map(({ dueAt, sentAt, statusReason, ...row }) => ({
          ...row,
          // a server's own words stay with the message
          reason: row.status === 'withheld' ? statusReason : null,
          dueIso: dueAt.toISOString(),
          sentIso: sentAt?.toISOString() ?? null,
        })),
        nextCursor: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null,
      })
    }),
})
