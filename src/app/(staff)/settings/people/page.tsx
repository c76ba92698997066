import type { Metadata } from 'next'
import { localDateOf } from '#domain/time/zone.ts'
import { mayEditPractitioners, maySeePractitioners } from '#features/practitioner/access.ts'
import { now } from '#lib/clock.ts'
import { requestWords, requireStaff, serverCaller } from '../../../request.ts'
import { PeopleScreen } from './PeopleScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('people.title') })

const PeoplePage = async () => {
  const actor = await requireStaff(maySeePractitioners)
  const { clinic } = await (await serverCaller()).session.current()
  return <PeopleScreen mayEdit={mayEditPractitioners(actor)} today={localDateOf(now(), clinic.timeZone)} />
}

export default PeoplePage
