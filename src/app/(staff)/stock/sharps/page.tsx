import type { Metadata } from 'next'
import { mayKeepSharps } from '#features/sharps-container/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { SharpsScreen } from './SharpsScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('needles.entry.sharps'),
})

const SharpsPage = async () => {
  await requireStaff(mayKeepSharps)
  return <SharpsScreen />
}

export default SharpsPage
