import type { Metadata } from 'next'
import { mayApproveText, mayDecideSafety } from '#features/safety-policy/access.ts'
import { requestWords, requireStaff, serverCaller } from '../../../request.ts'
import { SafetyScreen } from './SafetyScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('safety.setting.title'),
})

const SafetyPage = async () => {
  const actor = await requireStaff(mayDecideSafety)
  const policy = await (await serverCaller()).safetyPolicy.policy()
  return <SafetyScreen policy={policy} mayApprove={mayApproveText(actor)} />
}

export default SafetyPage
