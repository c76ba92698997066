import type { Metadata } from 'next'
import { mayNote } from '#features/clinical-note/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { CoSignScreen } from './CoSignScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('note.cosign.title') })

const CoSignPage = async () => {
  await requireStaff(mayNote)
  return <CoSignScreen />
}

export default CoSignPage
