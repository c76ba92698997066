import type { Metadata } from 'next'
import { mayTraceLots } from '#features/lot/access.ts'
import { mayMoveStock, mayReleaseStock, maySeeStock } from '#features/stock/access.ts'
import type { PageProps } from '../../../../page-props.ts'
import { requestWords, requireStaff } from '../../../../request.ts'
import { BookScreen } from './BookScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('needles.book.title'),
})

const BookPage = async ({ params }: PageProps<{ lotId: string }>) => {
  const actor = await requireStaff(maySeeStock)
  const may = { move: mayMoveStock(actor), release: mayReleaseStock(actor), trace: mayTraceLots(actor) }
  return <BookScreen lotId={(await params).lotId} may={may} />
}

export default BookPage
