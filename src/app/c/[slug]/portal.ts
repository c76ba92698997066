import { TRPCError } from '@trpc/server'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { serverCaller } from '../../request.ts'

/** The clinic whose pages these are; an address of no clinic is no page. */
export const portalOf = cache(async (slug: string) => {
  const api = await serverCaller(slug)
  try {
    return await api.clinic.publicPage({ slug })
  } catch (error) {
    if (error instanceof TRPCError && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST')) notFound()
    throw error
  }
})
