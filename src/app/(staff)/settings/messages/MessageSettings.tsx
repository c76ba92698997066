'use client'

import { useTranslations } from 'use-intl/react'
import { PolicySection } from '../policies/PolicySection.tsx'
import { usePolicies } from '../policies/use-policies.tsx'
import { SettingsFrame } from '../SettingsFrame.tsx'

/** When the clinic's messages may come, how many, and how soon answers are looked at. */
export const MessageSettings = () => {
  const policies = usePolicies()
  const t = useTranslations('policy.messages')
  return (
    <SettingsFrame title={t('title')} intro={t('intro')} panel={policies.beside}>
      {policies.told}
      <PolicySection kind="messages" panel={policies.panel} alone />
    </SettingsFrame>
  )
}
