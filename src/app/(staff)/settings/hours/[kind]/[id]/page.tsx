import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { mayKeepHours } from '#features/schedule/access.ts'
import { subject } from '#features/schedule/schema.ts'
import { now } from '#lib/clock.ts'
import { orNotFound } from '../../../../../or-not-found.ts'
import type { PageProps } from '../../../../../page-props.ts'
import { requestWords, requireStaff, serverCaller } from '../../../../../request.ts'
import { SubjectScreen } from './SubjectScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('schedule.title') })

const SubjectPage = async ({ params }: PageProps<{ kind: string; id: string }>) => {
  await requireStaff(mayKeepHours)
  const wanted = subject.safeParse(await params)
  if (!wanted.success) notFound()
  const api = await serverCaller()
  const known = await orNotFound(api.schedule.hours({ subject: wanted.data, limit: 1 }))
  return <SubjectScreen nowMs={now()} subject={known.subject} name={known.name} locations={known.locations} />
}

export default SubjectPage
