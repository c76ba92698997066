'use client'

import { useTranslations } from 'use-intl/react'
import { floorOf, isBelowFloor, TIERS } from '#domain/aftercare/triage.ts'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { CheckField } from '#ui/kit/Field.tsx'
import { NumberField, SelectField, StateField } from '../../../keeping/fields.tsx'
import { type FieldsOf, read, shown } from '../policy-draft.ts'
import { TextFields } from './TextFields.tsx'

type Rule = ContentOf<'triage'>

const FIXED = { emergency: 'emergency', concerning: 'needle', unclassified: 'read', harmless: 'read' } as const

/** How grave one thing is, how soon somebody looks, and what the patient reads at once. What is fixed is said and cannot be pressed. */
export const TriageFields = ({ value, onChange, fault }: FieldsOf<Rule>) => {
  const t = useTranslations('policy.triage')
  const set = (change: Partial<Rule>) => onChange({ ...value, ...change })
  const floor = floorOf(value.sign)
  const tiers = TIERS.filter((tier) => !isBelowFloor({ sign: value.sign, tier, rings: true, active: true }))
  const mustRing = value.tier === 'emergency' || floor?.rings === true
  return (
    <>
      <p>{t('aboutStays')}</p>
      {floor === null ? null : <p>{t(`fixed.${FIXED[floor.tier]}`)}</p>}
      {tiers.length < 2 ? null : (
        <SelectField
          label={t('tier')}
          error={fault('tier')}
          value={value.tier}
          choices={tiers.map((tier) => ({ value: tier, label: t(`tierOf.${tier}`) }))}
          onChange={(chosen) => {
            const tier = tiers.find((one) => one === chosen) ?? value.tier
            set({ tier, rings: value.rings || tier === 'emergency' })
          }}
        />
      )}
      {mustRing ? null : (
        <CheckField
          label={t('rings')}
          checked={value.rings}
          onChange={({ currentTarget }) => set({ rings: currentTarget.checked })}
        />
      )}
      <NumberField
        label={t('dueMinutes')}
        hint={t('dueMinutesHint')}
        min={1}
        error={fault('dueMinutes')}
        value={shown(value.dueMinutes)}
        onChange={(text) => set({ dueMinutes: read(text) })}
      />
      {value.fromScore === null ? null : (
        <NumberField
          label={t('fromScore')}
          min={1}
          error={fault('fromScore')}
          value={shown(value.fromScore)}
          onChange={(text) => set({ fromScore: read(text) })}
        />
      )}
      <p>{t('readAtOnce')}</p>
      <TextFields
        value={{ title: value.title, steps: value.steps }}
        onChange={({ title, steps }) => set({ title, steps })}
        fault={fault}
      />
      {floor?.stays ? null : <StateField active={value.active} onChange={(active) => set({ active })} />}
    </>
  )
}
