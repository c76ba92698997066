import { createTRPCClient, httpLink } from '@trpc/client'
import type { AppRouter } from '../../../router.ts'

/** The way of a patient's page to the procedures: one call at a time, with nothing kept. */
export const portalApi = (slug: string) =>
  createTRPCClient<AppRouter>({
    // by POST: what is asked for stays out of addresses, and so out of logs
    links: [httpLink({ url: '/api/trpc', methodOverride: 'POST', headers: { 'x-filiform-clinic': slug } })],
  })
