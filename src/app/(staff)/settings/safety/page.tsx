import type { Metadata } from 'next'
import { mayDecideSafety } from '#features/safety-policy/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { SafetyScreen } from './SafetyScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('safety.setting.title'),
})

const SafetyPage = async () => {
  await requireStaff(mayDecideSafety)
  return <SafetyScreen />
}

export default SafetyPage
