'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { signOffRefusals } from '#domain/lot/recall-case.ts'
import type { RecallCase } from '#features/recall/schema.ts'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import { EditPanel } from '../../../keeping/EditPanel.tsx'
import { useSave } from '../../../keeping/use-save.ts'

/** Signs the recall off, or ends the drill. What stands against it is said before it is pressed; a reason goes past it. */
export const SignOffPanel = ({ recall, onClose }: { recall: RecallCase; onClose: () => void }) => {
  const t = useTranslations('recall')
  const trpc = useTRPC()
  const [reason, setReason] = useState('')
  const saving = useSave(trpc.recall.signOff.mutationOptions(), onClose)
  const isDrill = recall.kind === 'drill'
  const { people, needlesHere } = recall.now
  const against = signOffRefusals(recall.kind, { people, onHand: needlesHere, reason: '' })
  return (
    <EditPanel
      title={t(isDrill ? 'signOff.drillTitle' : 'signOff.title')}
      action={t(isDrill ? 'signOff.drillSave' : 'signOff.save')}
      saving={saving}
      onSave={() => saving.send({ recallId: recall.id, version: recall.version, reason })}
      onClose={onClose}
    >
      <p>{t(isDrill ? 'signOff.drillIntro' : 'signOff.intro')}</p>
      {against.map((one) => (
        <Notice key={one.reason} tone="due">
          {one.reason === 'people-waiting'
            ? t('refused.people-waiting', { people: one.people })
            : t('refused.needles-here', { needles: one.needles })}
        </Notice>
      ))}
      <TextAreaField
        label={t(isDrill ? 'signOff.drillRemark' : 'signOff.reason')}
        hint={isDrill ? undefined : t('signOff.reasonHint')}
        required={against.length > 0}
        maxLength={2000}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </EditPanel>
  )
}
