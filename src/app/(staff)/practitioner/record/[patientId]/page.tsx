import type { Metadata } from 'next'
import { mayBreakGlass } from '#features/break-glass/access.ts'
import { orNotFound } from '../../../../or-not-found.ts'
import type { PageProps } from '../../../../page-props.ts'
import { requestWords, requireStaff, serverCaller } from '../../../../request.ts'
import { RecordScreen } from './RecordScreen.tsx'

// the name stays out of the browser's history
export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('glass.record.title') })

const RecordPage = async ({ params }: PageProps<{ patientId: string }>) => {
  await requireStaff(mayBreakGlass)
  const { patientId } = await params
  await orNotFound((await serverCaller()).breakGlass.record({ patientId, limit: 1 }))
  return <RecordScreen key={patientId} patientId={patientId} />
}

export default RecordPage
