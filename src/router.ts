import { sessionRouter } from '#features/session/router.ts'
import { router } from '#trpc/init.ts'

/** Every procedure there is. The rights test has a row for each. */
export const appRouter = router({
  session: sessionRouter,
})

export type AppRouter = typeof appRouter
