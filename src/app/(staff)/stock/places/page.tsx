import type { Metadata } from 'next'
import { mayMoveStock, maySeeStock } from '#features/stock/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { PlacesScreen } from './PlacesScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('needles.entry.places'),
})

const PlacesPage = async () => <PlacesScreen mayMove={mayMoveStock(await requireStaff(maySeeStock))} />

export default PlacesPage
