'use client'

import { useTranslations } from 'use-intl/react'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { TextField } from '#ui/kit/Field.tsx'
import { clockOf, type FieldsOf, minuteOf } from '../policy-draft.ts'
import { MESSAGE_NUMBERS, QUIET_TIMES } from '../use-policy-words.ts'
import { NumberRows } from './NumberRows.tsx'

/** When messages may come, how many a day, and after how long somebody has to look at an answer. */
export const MessageFields = ({ value, onChange, fault }: FieldsOf<ContentOf<'messages'>>) => {
  const t = useTranslations('policy.messages')
  return (
    <>
      {QUIET_TIMES.map((name) => (
        <TextField
          key={name}
          type="time"
          label={t(name)}
          required
          error={fault(name)}
          value={clockOf(value[name])}
          onChange={({ currentTarget }) => onChange({ ...value, [name]: minuteOf(currentTarget.value) })}
        />
      ))}
      <p>{t('quietHint')}</p>
      <NumberRows
        names={MESSAGE_NUMBERS}
        label={t}
        value={value}
        onChange={(name, number) => onChange({ ...value, [name]: number })}
        fault={fault}
      />
    </>
  )
}
