import type { Metadata } from 'next'
import { mayEditServices, maySeeServiceSetup } from '#features/healthcare-service/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { ServicesScreen } from './ServicesScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('service.title') })

const ServicesPage = async () => <ServicesScreen mayEdit={mayEditServices(await requireStaff(maySeeServiceSetup))} />

export default ServicesPage
