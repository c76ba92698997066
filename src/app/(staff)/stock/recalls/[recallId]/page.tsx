import type { Metadata } from 'next'
import { mayReadRecall, mayRecall, mayTellPeople } from '#features/recall/access.ts'
import type { PageProps } from '../../../../page-props.ts'
import { requestWords, requireStaff } from '../../../../request.ts'
import { CallsScreen } from './CallsScreen.tsx'
import { RecallScreen } from './RecallScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('recall.kind.recall') })

/** The whole case for those who answer for it; for the desk whom to tell, and nothing else. */
const RecallPage = async ({ params }: PageProps<{ recallId: string }>) => {
  const actor = await requireStaff(mayTellPeople)
  const { recallId } = await params
  return mayReadRecall(actor) ? (
    <RecallScreen recallId={recallId} mayDecide={mayRecall(actor)} />
  ) : (
    <CallsScreen recallId={recallId} />
  )
}

export default RecallPage
