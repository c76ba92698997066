'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { CLOSED_FOR, type ClosedFor } from '#domain/sharps/container.ts'
import type { RoomWithContainer } from '#features/sharps-container/schema.ts'
import { TextField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import { SelectField } from '../../keeping/fields.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import { useSave } from '../../keeping/use-save.ts'

interface OpenPanelProps {
  room: RoomWithContainer
  onClose: () => void
  /** What was done, in a sentence. */
  onSaved: (what: string) => void
}

/** Puts a new container into a room; the one before is closed with it, and why is said. */
export const OpenPanel = ({ room: { roomId, roomName, container }, onClose, onSaved }: OpenPanelProps) => {
  const t = useTranslations('needles.sharps')
  const fieldWords = useFieldWords()
  const trpc = useTRPC()
  const [label, setLabel] = useState('')
  const [why, setWhy] = useState<ClosedFor>(container?.standing === 'over' ? 'days-over' : 'full')
  const [pressed, setPressed] = useState(false)
  const named = label.trim() !== ''
  const saving = useSave(trpc.sharpsContainer.open.mutationOptions(), () =>
    onSaved(t('savedOpen', { label: label.trim(), room: roomName })),
  )
  const save = () => {
    setPressed(true)
    if (named) saving.send({ roomId, label: label.trim(), beforeClosedFor: why })
  }
  return (
    <EditPanel
      title={t('openTitle', { room: roomName })}
      action={t('openAction')}
      saving={saving}
      onClose={onClose}
      onSave={save}
    >
      <TextField
        label={t('label')}
        value={label}
        maxLength={100}
        required
        error={pressed && !named ? fieldWords('missing') : undefined}
        onChange={({ currentTarget }) => setLabel(currentTarget.value)}
      />
      {container === null ? null : (
        <WhyField label={t('before', { label: container.label })} value={why} onChange={setWhy} />
      )}
    </EditPanel>
  )
}

interface WhyFieldProps {
  label: string
  value: ClosedFor
  onChange: (why: ClosedFor) => void
}

/** Why a container is closed. */
export const WhyField = ({ label, value, onChange }: WhyFieldProps) => {
  const t = useTranslations('needles.sharps')
  return (
    <SelectField
      label={label}
      value={value}
      onChange={(chosen) => onChange(CLOSED_FOR.find((one) => one === chosen) ?? 'full')}
      choices={CLOSED_FOR.map((one) => ({ value: one, label: t(`for.${one}`) }))}
    />
  )
}
