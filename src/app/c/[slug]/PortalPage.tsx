import type { ReactNode } from 'react'
import { PageWords } from '../../PageWords.tsx'
import { portalOf } from './portal.ts'

interface PortalPageProps {
  slug: string
  children: ReactNode
}

/** The words that client components of a patient's page say, and no others. */
export const PortalPage = async ({ slug, children }: PortalPageProps) => {
  const { timeZone } = await portalOf(slug)
  return (
    <PageWords
      namespaces={['body', 'common', 'consent', 'held', 'kit', 'need', 'outcome', 'portal', 'shell', 'technique']}
      timeZone={timeZone}
    >
      {children}
    </PageWords>
  )
}
