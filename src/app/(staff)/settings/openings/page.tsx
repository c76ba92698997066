import type { Metadata } from 'next'
import { mayReview } from '#features/break-glass/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { OpeningsScreen } from './OpeningsScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('glass.review.title') })

const OpeningsPage = async () => {
  await requireStaff(mayReview)
  return <OpeningsScreen />
}

export default OpeningsPage
