import { createTRPCContext } from '@trpc/tanstack-react-query'
import type { AppRouter } from '../../router.ts'

/** `const trpc = useTRPC()`, then `useQuery(trpc.session.current.queryOptions())`. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()
