import type { Metadata } from 'next'
import { maySeeRules } from '#features/contraindication/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { RulesScreen } from './RulesScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('contraindication.policy.title'),
})

const ContraindicationsPage = async () => {
  await requireStaff(maySeeRules)
  return <RulesScreen />
}

export default ContraindicationsPage
