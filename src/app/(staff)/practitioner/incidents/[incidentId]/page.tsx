import type { Metadata } from 'next'
import { maySeeIncidents } from '#features/incident/access.ts'
import { now } from '#lib/clock.ts'
import type { PageProps } from '../../../../page-props.ts'
import { requestWords, requireStaff } from '../../../../request.ts'
import { IncidentScreen } from './IncidentScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('safety.incident.title'),
})

const IncidentPage = async ({ params }: PageProps<{ incidentId: string }>) => {
  await requireStaff(maySeeIncidents)
  const { incidentId } = await params
  return <IncidentScreen key={incidentId} incidentId={incidentId} nowMs={now()} />
}

export default IncidentPage
