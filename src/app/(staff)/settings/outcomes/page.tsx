import type { Metadata } from 'next'
import { mayDraftPolicies } from '#features/clinical-policy/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { PoliciesScreen } from '../policies/PoliciesScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('policy.outcomes.title'),
})

const OutcomesPage = async () => {
  await requireStaff(mayDraftPolicies)
  const t = await requestWords()
  return (
    <PoliciesScreen
      title={t('policy.outcomes.title')}
      intro={t('policy.outcomes.intro')}
      kinds={['outcome', 'referral', 'note-template']}
    />
  )
}

export default OutcomesPage
