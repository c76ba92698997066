'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Kind } from '#features/clinical-policy/schema.ts'
import { Notice } from '#ui/kit/Notice.tsx'
import { SettingsFrame } from '../SettingsFrame.tsx'
import { PolicySection } from './PolicySection.tsx'
import { usePolicies } from './use-policies.tsx'

interface PoliciesScreenProps {
  title: string
  intro: string
  kinds: readonly Kind[]
  /** What stands above the lists. */
  children?: ReactNode
  /** What else is known of a rule, by its key. */
  beside?: (key: string) => ReactNode
}

/** What the clinic decides about needling: drafted by many, put in force by a clinical lead, every version kept. */
export const PoliciesScreen = ({ title, intro, kinds, children, beside }: PoliciesScreenProps) => {
  const t = useTranslations('policy')
  const policies = usePolicies()
  return (
    <SettingsFrame title={title} intro={intro} panel={policies.beside} panelLabel={title}>
      <Notice tone="info" title={t('label')}>
        {t('labelBody')}
      </Notice>
      {policies.told}
      {children}
      {kinds.map((kind) => (
        <PolicySection
          key={kind}
          kind={kind}
          panel={policies.panel}
          {...(kind === 'contraindication' && beside ? { beside } : {})}
        />
      ))}
    </SettingsFrame>
  )
}
