'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { TextField } from '#ui/kit/Field.tsx'
import { NumberField } from '../../../keeping/fields.tsx'
import { type FieldsOf, read, shown } from '../policy-draft.ts'
import { AGES, OUTCOMES } from '../use-policy-words.ts'
import { BothLanguages } from './BothLanguages.tsx'
import { NumberRows } from './NumberRows.tsx'

/** Why a zone of the body asks for care, and from which length on a needle is pointed out. */
export const ZoneFields = ({ value, onChange, fault }: FieldsOf<ContentOf<'risk-zone'>>) => {
  const t = useTranslations('policy.zone')
  return (
    <>
      <BothLanguages
        long
        what={t('why')}
        path="why"
        value={value.why}
        onChange={(why) => onChange({ ...value, why })}
        fault={fault}
      />
      <NumberField
        label={t('length')}
        hint={t('lengthHint')}
        min={1}
        required={false}
        error={fault('warnMaxLengthMm')}
        value={shown(value.warnMaxLengthMm)}
        onChange={(text) => onChange({ ...value, warnMaxLengthMm: text.trim() === '' ? null : read(text) })}
      />
    </>
  )
}

/** Who is a child, who is asked besides a guardian, and who signs alone. */
export const AgesFields = ({ value, onChange, fault }: FieldsOf<ContentOf<'ages'>>) => {
  const t = useTranslations('policy.ages')
  return (
    <NumberRows
      names={AGES}
      label={t}
      value={value}
      onChange={(name, number) => onChange({ ...value, [name]: number })}
      fault={fault}
    />
  )
}

/** When outcomes are looked at, and which change matters; a tenth of a point is a step. */
export const OutcomeFields = ({ value, onChange, fault }: FieldsOf<ContentOf<'outcome'>>) => {
  const t = useTranslations('policy.outcome')
  const [days, setDays] = useState(value.askAfterDays.join(', '))
  return (
    <>
      {OUTCOMES.map((name) => (
        <TextField
          key={name}
          label={t(name)}
          type="number"
          inputMode="decimal"
          step={name.startsWith('review') ? 1 : 0.1}
          required
          error={fault(name)}
          value={shown(value[name])}
          onChange={({ currentTarget }) => onChange({ ...value, [name]: read(currentTarget.value) })}
        />
      ))}
      <TextField
        label={t('askAfterDays')}
        hint={t('askAfterDaysHint')}
        inputMode="numeric"
        error={fault('askAfterDays')}
        value={days}
        onChange={({ currentTarget }) => {
          setDays(currentTarget.value)
          onChange({ ...value, askAfterDays: (currentTarget.value.match(/\d+/g) ?? []).map(Number) })
        }}
      />
    </>
  )
}

/** After how many days without a reply somebody asks. */
export const ReferralFields = ({ value, onChange, fault }: FieldsOf<ContentOf<'referral'>>) => {
  const t = useTranslations('policy.referral')
  return (
    <NumberField
      label={t('replyDays')}
      min={1}
      error={fault('replyDays')}
      value={shown(value.replyDays)}
      onChange={(text) => onChange({ replyDays: read(text) })}
    />
  )
}
