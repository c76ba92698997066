import type { Metadata } from 'next'
import { mayDraftPolicies } from '#features/clinical-policy/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { PoliciesScreen } from '../policies/PoliciesScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('policy.consent.title'),
})

const ConsentPage = async () => {
  await requireStaff(mayDraftPolicies)
  const t = await requestWords()
  return <PoliciesScreen title={t('policy.consent.title')} intro={t('policy.consent.intro')} kinds={['consent']} />
}

export default ConsentPage
