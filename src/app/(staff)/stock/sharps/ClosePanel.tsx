'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ClosedFor } from '#domain/sharps/container.ts'
import type { RoomWithContainer } from '#features/sharps-container/schema.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import { useSave } from '../../keeping/use-save.ts'
import { WhyField } from './OpenPanel.tsx'

interface ClosePanelProps {
  container: NonNullable<RoomWithContainer['container']>
  onClose: () => void
  /** What was done, in a sentence. */
  onSaved: (what: string) => void
}

/** Takes a container out of use, and says why. */
export const ClosePanel = ({ container: { id, label, standing }, onClose, onSaved }: ClosePanelProps) => {
  const t = useTranslations('needles.sharps')
  const trpc = useTRPC()
  const [why, setWhy] = useState<ClosedFor>(standing === 'over' ? 'days-over' : 'full')
  const saving = useSave(trpc.sharpsContainer.close.mutationOptions(), () => onSaved(t('savedClose', { label })))
  return (
    <EditPanel
      title={t('closeTitle', { label })}
      action={t('closeAction')}
      saving={saving}
      onClose={onClose}
      onSave={() => saving.send({ containerId: id, closedFor: why })}
    >
      <WhyField label={t('why')} value={why} onChange={setWhy} />
    </EditPanel>
  )
}
