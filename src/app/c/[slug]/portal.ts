import { cache } from 'react'
import { orNotFound } from '../../or-not-found.ts'
import { serverCaller } from '../../request.ts'

/** The clinic whose pages these are; an address of no clinic is no page. */
export const portalOf = cache(async (slug: string) => {
  const api = await serverCaller(slug)
  return orNotFound(api.clinic.publicPage({ slug }))
})
