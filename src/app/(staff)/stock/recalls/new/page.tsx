import type { Metadata } from 'next'
import { mayRecall } from '#features/recall/access.ts'
import { now } from '#lib/clock.ts'
import type { PageProps } from '../../../../page-props.ts'
import { requestWords, requireStaff } from '../../../../request.ts'
import { NoticeScreen } from './NoticeScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('recall.new.recall') })

const NoticePage = async ({ searchParams }: PageProps) => {
  await requireStaff(mayRecall)
  const { kind } = await searchParams
  return <NoticeScreen kind={kind === 'drill' ? 'drill' : 'recall'} begunIso={new Date(now()).toISOString()} />
}

export default NoticePage
