import { notFound } from 'next/navigation'
import { cache } from 'react'
import { portalClinic } from '#auth/portal-clinic.ts'

/** The clinic whose pages these are; an address of no clinic is no page. */
export const portalOf = cache(async (slug: string) => (await portalClinic(slug)) ?? notFound())
