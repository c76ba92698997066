import type { Metadata } from 'next'
import { z } from 'zod'
import { maySeeMessages } from '#features/communication/access.ts'
import { SHOWN } from '#features/communication/schema.ts'
import { mayReadTexts } from '#features/incoming-text/access.ts'
import type { PageProps } from '../../../page-props.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { MessagesScreen } from './MessagesScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await requestWords())('message.list.title') })

const asked = z.object({
  shown: z.enum(SHOWN).catch('to-see-to'),
  of: z.uuid().nullable().catch(null),
})

const MessagesPage = async ({ searchParams }: PageProps<Record<never, never>>) => {
  const actor = await requireStaff(maySeeMessages)
  const { shown, of } = asked.parse(await searchParams)
  return <MessagesScreen shown={shown} patientId={of} readsTexts={mayReadTexts(actor)} />
}

export default MessagesPage
