import type { Metadata } from 'next'
import { mayEditAttendants, maySeeAttendantSetup } from '#features/attendant/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { AttendantsScreen } from './AttendantsScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('premises.attendants.title'),
})

const AttendantsPage = async () => (
  <AttendantsScreen mayEdit={mayEditAttendants(await requireStaff(maySeeAttendantSetup))} />
)

export default AttendantsPage
