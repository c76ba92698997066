'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Call } from '#features/recall/schema.ts'
import { KeepingFrame } from '../../../keeping/KeepingFrame.tsx'
import { AttemptPanel } from './AttemptPanel.tsx'
import { Calls } from './Calls.tsx'

/** The desk's part of a recall: a name, how to reach them, and the words. */
export const CallsScreen = ({ recallId }: { recallId: string }) => {
  const t = useTranslations('recall')
  const [person, setPerson] = useState<Call | null>(null)
  return (
    <KeepingFrame
      title={t('calls.title')}
      intro={t('calls.intro')}
      backTo={{ href: '/stock/recalls', name: t('toList') }}
      panel={
        person === null ? null : (
          <AttemptPanel key={person.patientId} recallId={recallId} person={person} onClose={() => setPerson(null)} />
        )
      }
    >
      <Calls recallId={recallId} onWrite={setPerson} openId={person?.patientId ?? null} />
    </KeepingFrame>
  )
}
