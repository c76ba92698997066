import type { Metadata } from 'next'
import { mayRecall, mayTellPeople } from '#features/recall/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { RecallsScreen } from './RecallsScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('recall.title') })

const RecallsPage = async () => <RecallsScreen mayOpen={mayRecall(await requireStaff(mayTellPeople))} />

export default RecallsPage
