import type { Metadata } from 'next'
import { mayTrace } from '#features/trace/access.ts'
import type { PageProps } from '../../../page-props.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { TraceScreen } from './TraceScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('recall.trace.title') })

const TracePage = async ({ searchParams }: PageProps) => {
  await requireStaff(mayTrace)
  const { person, lot } = await searchParams
  if (typeof person === 'string') return <TraceScreen first={{ by: 'person', patientId: person }} />
  return <TraceScreen first={typeof lot === 'string' ? { by: 'lot', lotId: lot } : null} />
}

export default TracePage
