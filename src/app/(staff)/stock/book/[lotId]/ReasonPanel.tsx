'use client'

import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import { EditPanel } from '../../../keeping/EditPanel.tsx'
import { useFieldWords } from '../../../keeping/use-field-words.ts'
import { type Saving, useSave } from '../../../keeping/use-save.ts'
import type { DeedProps } from './DeedPanel.tsx'

interface ReasonFormProps {
  title: string
  action: string
  saving: Omit<Saving, 'send'>
  onClose: () => void
  onSend: (reason: string) => void
  children: ReactNode
}

/** The reason is the second thought: nothing asks whether one is sure. */
const ReasonForm = ({ title, action, saving, onClose, onSend, children }: ReasonFormProps) => {
  const t = useTranslations('needles.book')
  const fieldWords = useFieldWords()
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState(false)
  const explained = reason.trim().length >= 3
  const save = () => {
    setPressed(true)
    if (explained) onSend(reason)
  }
  return (
    <EditPanel title={title} action={action} saving={saving} onClose={onClose} onSave={save}>
      <p>{children}</p>
      <TextAreaField
        label={t('why')}
        required
        maxLength={500}
        error={pressed && !explained ? fieldWords('missing') : undefined}
        value={reason}
        onChange={({ currentTarget }) => {
          setReason(currentTarget.value)
          if (saving.error !== null) saving.reset()
        }}
      />
    </EditPanel>
  )
}

/** Sets the whole lot aside, or says that it may be used again. */
export const StatusPanel = ({ book: { lot }, releases, onClose, onSaved }: DeedProps & { releases: boolean }) => {
  const t = useTranslations('needles.book')
  const trpc = useTRPC()
  const aside = useSave(trpc.stock.setAside.mutationOptions(), () => onSaved(t('setAside')))
  const release = useSave(trpc.stock.release.mutationOptions(), () => onSaved(t('released')))
  const saving = releases ? release : aside
  return (
    <ReasonForm
      title={t(releases ? 'deed.release' : 'deed.set-aside')}
      action={t(releases ? 'release.action' : 'aside.action')}
      saving={saving}
      onClose={onClose}
      onSend={(reason) => saving.send({ lotId: lot.id, reason })}
    >
      {t(releases ? 'release.what' : 'aside.what')}
    </ReasonForm>
  )
}

/** Takes back a line that was written in error. */
export const TakeBackPanel = ({ entryId, onClose, onSaved }: DeedProps & { entryId: string }) => {
  const t = useTranslations('needles.book')
  const trpc = useTRPC()
  const saving = useSave(trpc.stock.takeBack.mutationOptions(), () => onSaved(t('lineTakenBack')))
  return (
    <ReasonForm
      title={t('takeBackTitle')}
      action={t('takeBack')}
      saving={saving}
      onClose={onClose}
      onSend={(reason) => saving.send({ entryId, reason })}
    >
      {t('takeBackWhat')}
    </ReasonForm>
  )
}
