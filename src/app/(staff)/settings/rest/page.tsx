import type { Metadata } from 'next'
import { mayDraftRules } from '#features/recovery-rule/access.ts'
import { now } from '#lib/clock.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { RestScreen } from './RestScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('recovery.policy.title'),
})

const RestPage = async () => {
  await requireStaff(mayDraftRules)
  return <RestScreen serverNowMs={now()} />
}

export default RestPage
