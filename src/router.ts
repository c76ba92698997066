import { communicationRouter } from '#features/communication/router.ts'
import { encounterRouter } from '#features/encounter/router.ts'
import { lotRouter } from '#features/lot/router.ts'
import { sessionRouter } from '#features/session/router.ts'
import { router } from '#trpc/init.ts'

/** Every procedure there is. The rights test has a row for each. */
export const appRouter = router({
  communication: communicationRouter,
  encounter: encounterRouter,
  lot: lotRouter,
  session: sessionRouter,
})

export type AppRouter = typeof appRouter
