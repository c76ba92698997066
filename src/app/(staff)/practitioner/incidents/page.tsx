import type { Metadata } from 'next'
import { incidentsOfWhom, maySeeIncidents } from '#features/incident/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { IncidentList } from './IncidentList.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('safety.incident.list'),
})

const IncidentsPage = async () => {
  const actor = await requireStaff(maySeeIncidents)
  return <IncidentList all={incidentsOfWhom(actor) === null} />
}

export default IncidentsPage
