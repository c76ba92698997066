'use client'

import { useTranslations } from 'use-intl/react'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { CheckField, TextField } from '#ui/kit/Field.tsx'
import type { FieldsOf } from '../policy-draft.ts'
import { SAFETY_NUMBERS } from '../use-policy-words.ts'
import { NumberRows } from './NumberRows.tsx'

type Safety = ContentOf<'safety'>

/** Whether two people count, after how many minutes an alarm goes further, and how long a container is in use. */
export const SafetyFields = ({ value, onChange, fault }: FieldsOf<Safety>) => {
  const t = useTranslations('policy.safety')
  const set = (change: Partial<Safety>) => onChange({ ...value, ...change })
  return (
    <>
      <CheckField
        label={t('secondCount')}
        checked={value.secondCount}
        onChange={({ currentTarget }) => set({ secondCount: currentTarget.checked })}
      />
      <p>{t('secondCountHint')}</p>
      <NumberRows
        names={SAFETY_NUMBERS}
        label={t}
        value={value}
        onChange={(name, number) => set({ [name]: number })}
        fault={fault}
      />
      <TextField
        label={t('manualName')}
        maxLength={200}
        error={fault('manualName')}
        value={value.manualName}
        onChange={({ currentTarget }) => set({ manualName: currentTarget.value })}
      />
      <TextField
        type="url"
        label={t('manualUrl')}
        maxLength={500}
        error={fault('manualUrl')}
        value={value.manualUrl}
        onChange={({ currentTarget }) => set({ manualUrl: currentTarget.value })}
      />
    </>
  )
}
