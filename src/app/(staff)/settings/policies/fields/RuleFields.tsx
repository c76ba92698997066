'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { pointCodeOf } from '#domain/encounter/contraindication.ts'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { CheckField, ChoiceField, SelectField, TextField } from '#ui/kit/Field.tsx'
import { NumberField, StateField } from '../../../keeping/fields.tsx'
import { type FieldsOf, read, shown } from '../policy-draft.ts'
import { usePolicyNames } from '../use-policy-names.ts'
import { BothLanguages } from './BothLanguages.tsx'
import { AreasField, TechniquesField } from './NeedlingFields.tsx'

type Rule = ContentOf<'contraindication'>

const SEVERITIES = ['block', 'acknowledge', 'info'] as const
const HOLDS = ['visit', 'months', 'until-changed'] as const
const USUAL_MONTHS = 6

/** What speaks against needling: a condition, what of needling it concerns, and how much it weighs. */
export const RuleFields = ({ value, onChange, fault }: FieldsOf<Rule>) => {
  const t = useTranslations('policy.rule')
  const severity = useTranslations('contraindication.policy.severity')
  const set = (change: Partial<Rule>) => onChange({ ...value, ...change })
  return (
    <>
      <Condition value={value} set={set} fault={fault} />
      <BothLanguages what={t('name')} path="name" value={value.name} onChange={(name) => set({ name })} fault={fault} />
      <BothLanguages
        long
        what={t('advice')}
        path="advice"
        value={value.advice}
        onChange={(advice) => set({ advice })}
        fault={fault}
      />
      <ChoiceField
        label={t('severity')}
        name="severity"
        value={value.severity}
        onChange={(chosen) => set({ severity: SEVERITIES.find((one) => one === chosen) ?? value.severity })}
        choices={SEVERITIES.map((one) => ({ value: one, label: severity(one), hint: t(`severityHint.${one}`) }))}
      />
      {value.severity === 'acknowledge' ? <Decision value={value} set={set} fault={fault} /> : null}
      <CheckField
        label={t('renewsConsent')}
        checked={value.renewsConsent}
        onChange={({ currentTarget }) => set({ renewsConsent: currentTarget.checked })}
      />
      <WhatOfNeedling value={value} set={set} fault={fault} />
      <StateField active={value.active} onChange={(active) => set({ active })} />
    </>
  )
}

interface PartProps {
  value: Rule
  set: (change: Partial<Rule>) => void
  fault: FieldsOf<Rule>['fault']
}

const Condition = ({ value, set, fault }: PartProps) => {
  const t = useTranslations('policy.rule')
  const { conditions, condition } = usePolicyNames()
  const known = conditions.some(({ code }) => code === value.conditionCode)
  return (
    <SelectField
      label={t('condition')}
      hint={t('conditionHint')}
      required
      error={fault('conditionCode')}
      value={value.conditionCode}
      onChange={({ currentTarget }) => set({ conditionCode: currentTarget.value })}
    >
      {value.conditionCode === '' ? <option value="">{t('choose')}</option> : null}
      {known || value.conditionCode === '' ? null : <option value={value.conditionCode}>{value.conditionCode}</option>}
      {conditions.map(({ code }) => (
        <option key={code} value={code}>
          {condition(code)}
        </option>
      ))}
    </SelectField>
  )
}

const Decision = ({ value, set, fault }: PartProps) => {
  const t = useTranslations('policy.rule')
  const choose = (chosen: string) => {
    const holds = HOLDS.find((one) => one === chosen) ?? 'visit'
    set({ holds, holdsMonths: holds === 'months' ? (value.holdsMonths ?? USUAL_MONTHS) : null })
  }
  return (
    <>
      <ChoiceField
        label={t('holds')}
        name="holds"
        value={value.holds}
        onChange={choose}
        choices={HOLDS.map((one) => ({ value: one, label: t(`holdsChoice.${one}`) }))}
      />
      {value.holds === 'months' ? (
        <NumberField
          label={t('holdsMonths')}
          min={1}
          error={fault('holdsMonths')}
          value={shown(value.holdsMonths)}
          onChange={(text) => set({ holdsMonths: read(text) })}
        />
      ) : null}
      <CheckField
        label={t('coSign')}
        checked={value.coSign}
        onChange={({ currentTarget }) => set({ coSign: currentTarget.checked })}
      />
    </>
  )
}

const BETWEEN_POINTS = /[\s,;]+/

const WhatOfNeedling = ({ value, set, fault }: PartProps) => {
  const t = useTranslations('policy.rule')
  const [points, setPoints] = useState(value.pointCodes.join(', '))
  const type = (text: string) => {
    setPoints(text)
    const words = text.split(BETWEEN_POINTS).filter((word) => word !== '')
    set({ pointCodes: words.map((word) => pointCodeOf(word) ?? word) })
  }
  const wrong = value.pointCodes.map((_, index) => fault(`pointCodes.${index}`)).find((one) => one !== undefined)
  return (
    <>
      <TechniquesField
        label={t('techniques')}
        hint={t('techniquesHint')}
        value={value.techniques}
        onChange={(techniques) => set({ techniques })}
      />
      <AreasField hint={t('areasHint')} value={value.areaIds} onChange={(areaIds) => set({ areaIds })} />
      <TextField
        label={t('points')}
        hint={t('pointsHint')}
        error={wrong}
        value={points}
        onChange={({ currentTarget }) => type(currentTarget.value)}
      />
    </>
  )
}
