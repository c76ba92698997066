import type { Metadata } from 'next'
import { mayRecall, mayTraceLots } from '#features/lot/access.ts'
import type { PageProps } from '../../../../page-props.ts'
import { requestWords, requireStaff } from '../../../../request.ts'
import { LotScreen } from './LotScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('stock.lot') })

const LotPage = async ({ params }: PageProps<{ lotId: string }>) => {
  const actor = await requireStaff(mayTraceLots)
  return <LotScreen lotId={(await params).lotId} mayRecall={mayRecall(actor)} />
}

export default LotPage
