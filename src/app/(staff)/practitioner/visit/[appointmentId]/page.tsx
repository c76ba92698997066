import type { Metadata } from 'next'
import { maySeeDay } from '#features/encounter/access.ts'
import { now } from '#lib/clock.ts'
import type { PageProps } from '../../../../page-props.ts'
import { requestWords, requireStaff } from '../../../../request.ts'
import { VisitScreen } from './VisitScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('practitioner.visit.patientBar'),
})

const VisitPage = async ({ params }: PageProps<{ appointmentId: string }>) => {
  await requireStaff(maySeeDay)
  const { appointmentId } = await params
  return <VisitScreen key={appointmentId} appointmentId={appointmentId} serverNowMs={now()} />
}

export default VisitPage
