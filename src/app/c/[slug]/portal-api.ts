import { createTRPCClient, httpLink } from '@trpc/client'
import type { AppRouter } from '../../../router.ts'

/** The way of a patient's page to the procedures: one call at a time, with nothing kept. */
export const portalApi = (slug: string) =>
  createTRPCClient<AppRouter>({
    links: [httpLink({ url: '/api/trpc', headers: { 'x-filiform-clinic': slug } })],
  })
