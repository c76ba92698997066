import type { Metadata } from 'next'
import { mayEditDevices, maySeeDeviceSetup } from '#features/device/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { DevicesScreen } from './DevicesScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('premises.devices.title'),
})

const DevicesPage = async () => <DevicesScreen mayEdit={mayEditDevices(await requireStaff(maySeeDeviceSetup))} />

export default DevicesPage
