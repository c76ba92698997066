import type { Metadata } from 'next'
import { mayReview } from '#features/check-in/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { AnswersScreen } from './AnswersScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('answer.load.title'),
})

const AnswersPage = async () => {
  await requireStaff(mayReview)
  return <AnswersScreen />
}

export default AnswersPage
