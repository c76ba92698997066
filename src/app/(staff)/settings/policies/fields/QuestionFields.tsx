'use client'

import { useTranslations } from 'use-intl/react'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { CheckField, ChoiceField, SelectField } from '#ui/kit/Field.tsx'
import { ManyField, NumberField, StateField } from '../../../keeping/fields.tsx'
import { type FieldsOf, OWN_CONDITION, read, shown } from '../policy-draft.ts'
import { usePolicyNames } from '../use-policy-names.ts'
import { BothLanguages } from './BothLanguages.tsx'

type Question = ContentOf<'question'>

const CHOICES = ['yes', 'no', 'unsure', 'does-not-apply'] as const
const ASKED = ['every-visit', 'months', 'until-changed'] as const
const USUAL_MONTHS = 6

/** What is asked before needling, how often, and what a yes means. */
export const QuestionFields = ({ value, onChange, fault, isNew }: FieldsOf<Question> & { isNew: boolean }) => {
  const t = useTranslations('policy')
  const set = (change: Partial<Question>) => onChange({ ...value, ...change })
  return (
    <>
      <QuestionWords value={value} set={set} fault={fault} />
      <ManyField
        label={t('question.choices')}
        hint={t('question.choicesHint')}
        empty={null}
        choices={CHOICES.map((one) => ({ value: one, label: t(`choice.${one}`) }))}
        value={value.choices}
        onChange={(chosen) => set({ choices: CHOICES.filter((one) => chosen.includes(one)) })}
      />
      <HowOften value={value} set={set} fault={fault} />
      <Meaning value={value} set={set} isNew={isNew} />
      {(['required', 'asksWhere'] as const).map((name) => (
        <CheckField
          key={name}
          label={t(`question.${name}`)}
          checked={value[name]}
          onChange={({ currentTarget }) => set({ [name]: currentTarget.checked })}
        />
      ))}
      <NumberField
        label={t('question.position')}
        hint={t('question.positionHint')}
        min={0}
        error={fault('position')}
        value={shown(value.position)}
        onChange={(text) => set({ position: read(text) })}
      />
      <StateField active={value.active} onChange={(active) => set({ active })} />
    </>
  )
}

interface PartProps {
  value: Question
  set: (change: Partial<Question>) => void
  fault: FieldsOf<Question>['fault']
}

const WORDS = [
  { name: 'question', long: false, required: true },
  { name: 'help', long: false, required: false },
  { name: 'short', long: false, required: true },
] as const

const QuestionWords = ({ value: { words }, set, fault }: PartProps) => {
  const t = useTranslations('policy.question')
  return WORDS.map(({ name, long, required }) => (
    <BothLanguages
      key={name}
      what={t(name)}
      path={name}
      long={long}
      required={required}
      value={{ en: words.en[name], de: words.de[name] }}
      onChange={({ en, de }) => set({ words: { en: { ...words.en, [name]: en }, de: { ...words.de, [name]: de } } })}
      fault={(path) => fault(`words.${path.split('.').toReversed().join('.')}`)}
    />
  ))
}

const HowOften = ({ value, set, fault }: PartProps) => {
  const t = useTranslations('policy.question')
  const choose = (chosen: string) => {
    const asked = ASKED.find((one) => one === chosen) ?? 'every-visit'
    set({ asked, validMonths: asked === 'months' ? (value.validMonths ?? USUAL_MONTHS) : null })
  }
  return (
    <>
      <ChoiceField
        label={t('asked')}
        name="asked"
        value={value.asked}
        onChange={choose}
        choices={ASKED.map((one) => ({ value: one, label: t(`askedChoice.${one}`) }))}
      />
      {value.asked === 'months' ? (
        <NumberField
          label={t('validMonths')}
          min={1}
          error={fault('validMonths')}
          value={shown(value.validMonths)}
          onChange={(text) => set({ validMonths: read(text) })}
        />
      ) : null}
    </>
  )
}

const Meaning = ({ value, set, isNew }: Omit<PartProps, 'fault'> & { isNew: boolean }) => {
  const t = useTranslations('policy.question')
  const { conditions, condition } = usePolicyNames()
  const { conditionCode } = value
  const known = conditionCode === null || conditions.some(({ code }) => code === conditionCode)
  return (
    <SelectField
      label={t('condition')}
      hint={t('conditionHint')}
      value={conditionCode ?? ''}
      onChange={({ currentTarget }) => set({ conditionCode: currentTarget.value || null })}
    >
      <option value="">{t('noCondition')}</option>
      {isNew || conditionCode === OWN_CONDITION ? <option value={OWN_CONDITION}>{t('ownCondition')}</option> : null}
      {known || conditionCode === OWN_CONDITION ? null : <option value={conditionCode}>{conditionCode}</option>}
      {conditions.map(({ code }) => (
        <option key={code} value={code}>
          {condition(code)}
        </option>
      ))}
    </SelectField>
  )
}
