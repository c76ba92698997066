import { notFound } from 'next/navigation'
import { leadsNowhere } from '#trpc/caught.ts'

/** What a page is about, or the page that says there is no such thing. */
export const orNotFound = async <T>(found: Promise<T>): Promise<T> => {
  try {
    return await found
  } catch (error) {
    if (leadsNowhere(error)) notFound()
    throw error
  }
}
