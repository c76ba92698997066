import type { Metadata } from 'next'
import { hasRole, type StaffActor } from '#domain/actor.ts'
import { parseDate } from '#domain/time/calendar-date.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { mayTraceLots } from '#features/lot/access.ts'
import { now } from '#lib/clock.ts'
import { PageWords } from '../../PageWords.tsx'
import type { PageProps } from '../../page-props.ts'
import { requestWords, requireStaff, serverCaller } from '../../request.ts'
import { Desk } from './Desk.tsx'
import { dayToOpen } from './day/day-to-open.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('shell.desk') })

/** Who treats may open it too: to allow what the desk cannot. */
const mayOpen = (actor: StaffActor): boolean => hasRole(actor, 'desk', 'owner', 'practitioner')

const DeskPage = async ({ searchParams }: PageProps) => {
  const actor = await requireStaff(mayOpen)
  const api = await serverCaller()
  const { clinic } = await api.session.current()
  const { date } = await searchParams
  const nowMs = now()
  const asked = typeof date === 'string' && parseDate(date) !== null ? date : null
  const today = localDateOf(nowMs, clinic.timeZone)
  const shown = asked ?? (await dayToOpen(today, (day) => api.appointment.day({ date: day })))
  return (
    <PageWords
      namespaces={[
        'answer',
        'arrange',
        'body',
        'call',
        'common',
        'day',
        'desk',
        'encounter',
        'held',
        'kit',
        'message',
        'need',
        'proof',
        'recovery',
        'refusal',
        'safety',
        'sent',
        'settings',
        'shell',
        'stock',
        'technique',
        'visit',
      ]}
      timeZone={clinic.timeZone}
    >
      <Desk date={shown} zone={clinic.timeZone} nowMs={nowMs} mayTraceLots={mayTraceLots(actor)} />
    </PageWords>
  )
}

export default DeskPage
