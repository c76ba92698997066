import type { Metadata } from 'next'
import { mayReceive } from '#features/delivery/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { ReceiveScreen } from './ReceiveScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('delivery.title') })

const ReceivePage = async () => {
  await requireStaff(mayReceive)
  return <ReceiveScreen />
}

export default ReceivePage
