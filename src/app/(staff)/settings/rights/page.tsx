import type { Metadata } from 'next'
import { mayWidenRights } from '#features/clinic/access.ts'
import { requestWords, requireStaff, serverCaller } from '../../../request.ts'
import { RightsScreen } from './RightsScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('settings.rights.title'),
})

const RightsPage = async () => {
  await requireStaff(mayWidenRights)
  const { deskMayOverride, lockAfterMinutes, careDays, breakGlassMinutes } = await (
    await serverCaller()
  ).clinic.setting()
  return <RightsScreen deskMayOverride={deskMayOverride} privacy={{ lockAfterMinutes, careDays, breakGlassMinutes }} />
}

export default RightsPage
