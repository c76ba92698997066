import type { Metadata } from 'next'
import { hasRole, type StaffActor } from '#domain/actor.ts'
import { parseDate } from '#domain/time/calendar-date.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { now } from '#lib/clock.ts'
import { PageWords } from '../../PageWords.tsx'
import type { PageProps } from '../../page-props.ts'
import { requestWords, requireStaff, serverCaller } from '../../request.ts'
import { Desk } from './Desk.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('shell.desk') })

/** Who treats may open it too: to allow what the desk cannot. */
const mayOpen = (actor: StaffActor): boolean => hasRole(actor, 'desk', 'owner', 'practitioner')

const DeskPage = async ({ searchParams }: PageProps) => {
  await requireStaff(mayOpen)
  const { clinic } = await (await serverCaller()).session.current()
  const { date } = await searchParams
  const nowMs = now()
  const asked = typeof date === 'string' && parseDate(date) !== null ? date : null
  return (
    <PageWords
      namespaces={['body', 'call', 'common', 'day', 'desk', 'encounter', 'kit', 'refusal', 'shell', 'visit']}
      timeZone={clinic.timeZone}
    >
      <Desk date={asked ?? localDateOf(nowMs, clinic.timeZone)} zone={clinic.timeZone} nowMs={nowMs} />
    </PageWords>
  )
}

export default DeskPage
