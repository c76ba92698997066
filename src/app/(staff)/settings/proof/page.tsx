import type { Metadata } from 'next'
import { maySeeRates } from '#features/proof/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { ProofScreen } from './ProofScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('proof.title') })

const ProofPage = async () => {
  await requireStaff(maySeeRates)
  return <ProofScreen />
}

export default ProofPage
