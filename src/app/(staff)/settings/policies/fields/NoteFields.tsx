'use client'

import { useTranslations } from 'use-intl/react'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { TextAreaField, TextField } from '#ui/kit/Field.tsx'
import { StateField } from '../../../keeping/fields.tsx'
import type { FieldsOf } from '../policy-draft.ts'
import { NOTE_PARTS } from '../use-policy-words.ts'

/** Words to begin a note with, in its four parts; they are put below what stands there already. */
export const NoteFields = ({ value, onChange, fault }: FieldsOf<ContentOf<'note-template'>>) => {
  const t = useTranslations('policy.note')
  const part = useTranslations('note.part')
  return (
    <>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        required
        maxLength={80}
        error={fault('name')}
        value={value.name}
        onChange={({ currentTarget }) => onChange({ ...value, name: currentTarget.value })}
      />
      {NOTE_PARTS.map((name) => (
        <TextAreaField
          key={name}
          label={part(name)}
          rows={3}
          error={fault(name)}
          value={value[name]}
          onChange={({ currentTarget }) => onChange({ ...value, [name]: currentTarget.value })}
        />
      ))}
      <StateField active={value.active} onChange={(active) => onChange({ ...value, active })} />
    </>
  )
}
