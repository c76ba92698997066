import type { Metadata } from 'next'
import { mayMoveStock, maySeeStock } from '#features/stock/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { WatchScreen } from './WatchScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('needles.entry.watch'),
})

const WatchPage = async () => <WatchScreen mayOrder={mayMoveStock(await requireStaff(maySeeStock))} />

export default WatchPage
