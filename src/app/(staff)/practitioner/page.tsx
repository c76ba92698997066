import type { Metadata } from 'next'
import { parseDate } from '#domain/time/calendar-date.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { maySeeDay } from '#features/encounter/access.ts'
import { now } from '#lib/clock.ts'
import type { PageProps } from '../../page-props.ts'
import { requestWords, requireStaff, serverCaller } from '../../request.ts'
import { MyDay } from './MyDay.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('shell.myDay') })

const MyDayPage = async ({ searchParams }: PageProps) => {
  const { practitionerId } = await requireStaff(maySeeDay)
  const { clinic } = await (await serverCaller()).session.current()
  const { date } = await searchParams
  const nowMs = now()
  const today = localDateOf(nowMs, clinic.timeZone)
  // who assists helps with today
  const everybodys = practitionerId === null
  const asked = !everybodys && typeof date === 'string' && parseDate(date) !== null ? date : today
  return <MyDay key={asked} date={asked} today={today} serverNowMs={nowMs} everybodys={everybodys} />
}

export default MyDayPage
