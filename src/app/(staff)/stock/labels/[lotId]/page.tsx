import type { Metadata } from 'next'
import { mayEditProducts } from '#features/product/access.ts'
import { requestWords, requireStaff } from '../../../../request.ts'
import { LabelScreen } from './LabelScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('label.title') })

const LabelPage = async ({ params }: { params: Promise<{ lotId: string }> }) => {
  await requireStaff(mayEditProducts)
  return <LabelScreen lotId={(await params).lotId} />
}

export default LabelPage
