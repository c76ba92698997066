import type { Metadata } from 'next'
import { mayDraftPolicies } from '#features/clinical-policy/access.ts'
import { Notice } from '#ui/kit/Notice.tsx'
import { requestWords, requireStaff } from '../../../request.ts'
import { PoliciesScreen } from '../policies/PoliciesScreen.tsx'
import { TryWords } from '../policies/TryWords.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('policy.triage.page'),
})

const TriagePage = async () => {
  await requireStaff(mayDraftPolicies)
  const t = await requestWords()
  return (
    <PoliciesScreen title={t('policy.triage.page')} intro={t('policy.triage.intro')} kinds={['triage', 'triage-terms']}>
      <Notice tone="info" title={t('policy.triage.floors')}>
        {t('policy.triage.floorsBody')}
      </Notice>
      <TryWords />
    </PoliciesScreen>
  )
}

export default TriagePage
