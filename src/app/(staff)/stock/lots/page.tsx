import type { Metadata } from 'next'
import { mayKeepStock, mayTraceLots } from '#features/lot/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { LotsScreen } from './LotsScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('stock.title') })

const LotsPage = async () => <LotsScreen mayTrace={mayTraceLots(await requireStaff(mayKeepStock))} />

export default LotsPage
