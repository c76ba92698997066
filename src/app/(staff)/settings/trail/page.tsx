import type { Metadata } from 'next'
import { mayReadTrail, seesDeedsOf } from '#features/audit-event/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { TrailScreen } from './TrailScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('trail.title') })

const TrailPage = async () => {
  const actor = await requireStaff(mayReadTrail)
  return <TrailScreen everybodys={seesDeedsOf(actor) === null} />
}

export default TrailPage
