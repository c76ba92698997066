import type { Metadata } from 'next'
import { mayRecordInjury, maySeeInjuries } from '#features/sharps-injury/access.ts'
import type { PageProps } from '../../../page-props.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { InjuriesScreen } from './InjuriesScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('needles.entry.injuries'),
})

/** With `visit` the form is open: somebody was hurt in that visit. */
const InjuriesPage = async ({ searchParams }: PageProps) => {
  const maySee = maySeeInjuries(await requireStaff(mayRecordInjury))
  const { visit } = await searchParams
  return <InjuriesScreen maySee={maySee} encounterId={typeof visit === 'string' ? visit : null} />
}

export default InjuriesPage
