import type { Metadata } from 'next'
import { mayTraceLots } from '#features/lot/access.ts'
import { maySeeStock } from '#features/stock/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { PlacesScreen } from './PlacesScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('needles.entry.places'),
})

const PlacesPage = async () => <PlacesScreen mayTrace={mayTraceLots(await requireStaff(maySeeStock))} />

export default PlacesPage
