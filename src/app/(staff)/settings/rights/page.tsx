import type { Metadata } from 'next'
import { mayWidenRights } from '#features/clinic/access.ts'
import { requestWords, requireStaff, serverCaller } from '../../../request.ts'
import { RightsScreen } from './RightsScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('settings.rights.title'),
})

const RightsPage = async () => {
  await requireStaff(mayWidenRights)
  const { deskMayOverride, asksDepthAndAngle, lockAfterMinutes, careDays, breakGlassMinutes } = await (
    await serverCaller()
  ).clinic.setting()
  const privacy = { lockAfterMinutes, careDays, breakGlassMinutes }
  return <RightsScreen {...{ deskMayOverride, asksDepthAndAngle, privacy }} />
}

export default RightsPage
