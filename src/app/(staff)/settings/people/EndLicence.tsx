'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import type { CredentialRow, PractitionerSetup } from '#features/practitioner/schema.ts'
import { TextField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import { useSave } from '../../keeping/use-save.ts'

interface EndLicenceProps {
  person: PractitionerSetup
  licence: CredentialRow
  today: string
  onClose: () => void
  onSaved: () => void
}

/** The end of a licence: its last day, which is yesterday when it ends at once. */
export const EndLicence = ({ person, licence, today, onClose, onSaved }: EndLicenceProps) => {
  const t = useTranslations('people')
  const trpc = useTRPC()
  const [lastDay, setLastDay] = useState(dateOf(dayNumberOf(today) - 1))
  const [pressed, setPressed] = useState(false)
  const saving = useSave(trpc.practitioner.endCredential.mutationOptions(), onSaved)
  const fieldWords = useFieldWords()
  const save = (affectedSeen: number | null) => {
    setPressed(true)
    if (lastDay !== '') saving.send({ id: licence.id, version: licence.version, lastDay }, affectedSeen)
  }
  return (
    <EditPanel
      title={t('end', { name: person.name })}
      action={t('doEnd')}
      saving={saving}
      onSave={save}
      onClose={onClose}
    >
      <p>{t('endWhat')}</p>
      <TextField
        label={t('lastDay')}
        hint={t('endHint')}
        type="date"
        required
        error={pressed && lastDay === '' ? fieldWords('missing') : saving.faultAt('validUntil')}
        value={lastDay}
        onChange={({ currentTarget }) => {
          setLastDay(currentTarget.value)
          if (saving.error !== null) saving.reset()
        }}
      />
    </EditPanel>
  )
}
