import type { Metadata } from 'next'
import { mayDraftPolicies } from '#features/clinical-policy/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { MessageSettings } from './MessageSettings.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('policy.messages.title'),
})

const MessageSettingsPage = async () => {
  await requireStaff(mayDraftPolicies)
  return <MessageSettings />
}

export default MessageSettingsPage
