'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { SelectField, TextAreaField, TextField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import { ManyField } from '../../../keeping/fields.tsx'
import classes from '../recalls.module.css'
import { faultyNumbers, type NoticeDraft } from './notice-draft.ts'

interface FieldsProps {
  draft: NoticeDraft
  onChange: (part: Partial<NoticeDraft>) => void
}

/** What the notice says: what is wrong, who says so and how serious it is. */
export const SaidFields = ({ draft, onChange, pressed }: FieldsProps & { pressed: boolean }) => {
  const t = useTranslations('recall')
  return (
    <fieldset className={classes.group}>
      <legend>{t('new.said')}</legend>
      <TextAreaField
        label={t('new.reason')}
        hint={t('new.reasonHint')}
        error={pressed && draft.reason.trim().length < 3 ? t('new.reasonMissing') : undefined}
        required
        maxLength={4000}
        value={draft.reason}
        onChange={({ currentTarget }) => onChange({ reason: currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextField
          label={t('new.reference')}
          maxLength={200}
          value={draft.reference}
          onChange={({ currentTarget }) => onChange({ reference: currentTarget.value })}
        />
        <TextField
          label={t('new.fromWhom')}
          maxLength={200}
          value={draft.fromWhom}
          onChange={({ currentTarget }) => onChange({ fromWhom: currentTarget.value })}
        />
      </div>
      <div className={classes.pair}>
        <TextField
          label={t('new.receivedOn')}
          type="date"
          value={draft.receivedOn}
          onChange={({ currentTarget }) => onChange({ receivedOn: currentTarget.value })}
        />
        <SelectField
          label={t('new.riskClass')}
          value={draft.riskClass}
          onChange={({ currentTarget }) => onChange({ riskClass: currentTarget.value })}
        >
          <option value="">{t('riskClass.none')}</option>
          {(['I', 'II', 'III'] as const).map((one) => (
            <option key={one} value={one}>
              {t(`riskClass.${one}`)}
            </option>
          ))}
        </SelectField>
      </div>
    </fieldset>
  )
}

const DATES = ['expiryFrom', 'expiryTo', 'producedFrom', 'producedTo'] as const
const SIZES = ['diameterMm', 'lengthMm'] as const

/** What the notice names, as far as it says it: numbers, needles, a size, dates. */
export const NamedFields = ({ draft, onChange }: FieldsProps) => {
  const t = useTranslations('recall.new')
  const trpc = useTRPC()
  const needles = useQuery(trpc.recall.needles.queryOptions())
  const faulty = faultyNumbers(draft.lotNumbers)
  return (
    <fieldset className={classes.group}>
      <legend>{t('names')}</legend>
      <p>{t('namesHint')}</p>
      <TextAreaField
        label={t('lotNumbers')}
        hint={t('lotNumbersHint')}
        error={faulty.length === 0 ? undefined : t('lotNumbersFault', { numbers: faulty.join(', ') })}
        rows={3}
        value={draft.lotNumbers}
        onChange={({ currentTarget }) => onChange({ lotNumbers: currentTarget.value })}
      />
      <ManyField
        label={t('products')}
        empty={needles.isPending ? null : t('noProducts')}
        choices={(needles.data?.needles ?? []).map(({ id, name, size }) => ({ value: id, label: `${name}, ${size}` }))}
        value={draft.productIds}
        onChange={(productIds) => onChange({ productIds })}
      />
      <div className={classes.pair}>
        {SIZES.map((size) => (
          <TextField
            key={size}
            label={t(size)}
            inputMode="decimal"
            maxLength={6}
            value={draft[size]}
            onChange={({ currentTarget }) => onChange({ [size]: currentTarget.value })}
          />
        ))}
      </div>
      <div className={classes.pair}>
        {DATES.map((date) => (
          <TextField
            key={date}
            label={t(date)}
            type="date"
            value={draft[date]}
            onChange={({ currentTarget }) => onChange({ [date]: currentTarget.value })}
          />
        ))}
      </div>
    </fieldset>
  )
}
