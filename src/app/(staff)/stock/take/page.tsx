import type { Metadata } from 'next'
import { mayMoveStock } from '#features/stock/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { TakeScreen } from './TakeScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('needles.entry.take'),
})

const TakePage = async () => {
  await requireStaff(mayMoveStock)
  return <TakeScreen />
}

export default TakePage
