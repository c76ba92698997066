import type { Metadata } from 'next'
import { localDateOf } from '#domain/time/zone.ts'
import { mayKeepHours, onlyOf } from '#features/schedule/access.ts'
import { now } from '#lib/clock.ts'
import { requestWords, requireStaff, serverCaller } from '../../../request.ts'
import { HoursScreen } from './HoursScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('schedule.title') })

const HoursPage = async () => {
  const actor = await requireStaff(mayKeepHours)
  const api = await serverCaller()
  const { clinic } = await api.session.current()
  const nowMs = now()
  return <HoursScreen nowMs={nowMs} today={localDateOf(nowMs, clinic.timeZone)} onlyOwn={onlyOf(actor) !== null} />
}

export default HoursPage
