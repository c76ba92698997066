import type { Metadata } from 'next'
import { mayDraftPolicies } from '#features/clinical-policy/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { PoliciesScreen } from '../policies/PoliciesScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('policy.aftercare.title'),
})

const AftercarePage = async () => {
  await requireStaff(mayDraftPolicies)
  const t = await requestWords()
  return (
    <PoliciesScreen
      title={t('policy.aftercare.title')}
      intro={t('policy.aftercare.intro')}
      kinds={['aftercare-plan', 'aftercare-text']}
    />
  )
}

export default AftercarePage
