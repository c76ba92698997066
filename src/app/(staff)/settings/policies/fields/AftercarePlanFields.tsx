'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ANCHORS, STEP_CHANNELS, STEP_LANGUAGES } from '#domain/aftercare/plan.ts'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField } from '#ui/kit/Field.tsx'
import { NumberField, SelectField, StateField } from '../../../keeping/fields.tsx'
import classes from '../policies.module.css'
import { type FieldsOf, read } from '../policy-draft.ts'
import { useAftercareNames, useStepLine } from '../use-aftercare-words.ts'
import { BothLanguages } from './BothLanguages.tsx'
import { FitsFields } from './FitsFields.tsx'

type Plan = ContentOf<'aftercare-plan'>
type Step = Plan['steps'][number]

const HOUR_MINUTES = 60
const MANNERS = ['pass', 'before', 'after'] as const
const NOTHING_ASKED = { techniques: [], areaIds: [], riskZones: [], serviceIds: [], flags: [] }

/** A step has no name of its own: it is told apart by its place. */
const numbered = (steps: readonly Step[]) => steps.map((step, at) => ({ step, at, number: at + 1 }))

/** After which visits which texts are sent, and when. */
export const AftercarePlanFields = ({ value, onChange, fault }: FieldsOf<Plan>) => {
  const t = useTranslations('policy.aftercare')
  const { texts } = useAftercareNames()
  const { steps } = value
  const setSteps = (next: Step[]) => onChange({ ...value, steps: next })
  const fresh = (): Step => ({
    ...{ textKey: texts[0]?.key ?? '', anchor: 'last-needle-out', offsetMinutes: 0, channel: 'preferred' },
    ...{ manner: 'after', checkIn: false, language: 'patient', fits: NOTHING_ASKED },
  })
  return (
    <>
      <BothLanguages
        what={t('name')}
        hint={t('nameHint')}
        path="name"
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
        fault={fault}
      />
      <details className={classes.part}>
        <summary>{t('whichVisits')}</summary>
        <p>{t('whichVisitsHint')}</p>
        <FitsFields value={value.fits} onChange={(fits) => onChange({ ...value, fits })} />
      </details>
      {numbered(steps).map(({ step, number, at }) => (
        <OneStep
          key={number}
          step={step}
          number={number}
          fault={(path) => fault(`steps.${at}.${path}`)}
          onChange={(changed) => setSteps(steps.with(at, changed))}
          onTakeOut={() => setSteps(steps.toSpliced(at, 1))}
        />
      ))}
      <div>
        <Button onClick={() => setSteps([...steps, fresh()])}>{t('addStep')}</Button>
      </div>
      <StateField active={value.active} onChange={(active) => onChange({ ...value, active })} />
    </>
  )
}

interface OneStepProps {
  step: Step
  number: number
  fault: FieldsOf<Step>['fault']
  onChange: (step: Step) => void
  onTakeOut: () => void
}

const OneStep = ({ step, number, fault, onChange, onTakeOut }: OneStepProps) => {
  const t = useTranslations('policy.aftercare')
  const { texts } = useAftercareNames()
  const line = useStepLine()
  const set = (change: Partial<Step>) => onChange({ ...step, ...change })
  const [hours, setHours] = useState(`${step.offsetMinutes / HOUR_MINUTES}`)
  const name = t('step', { number })
  return (
    <fieldset className={classes.part}>
      <legend>{name}</legend>
      <p>{line(step)}</p>
      <SelectField
        label={t('text')}
        error={fault('textKey')}
        value={step.textKey}
        choices={texts.map(({ key, name: label }) => ({ value: key, label }))}
        onChange={(textKey) => set({ textKey })}
      />
      <SelectField
        label={t('when')}
        value={step.anchor}
        choices={ANCHORS.map((one) => ({ value: one, label: t(`anchor.${one}`) }))}
        onChange={(chosen) =>
          set({
            anchor: ANCHORS.find((one) => one === chosen) ?? step.anchor,
            ...(chosen !== ANCHORS[0] && { offsetMinutes: 0 }),
          })
        }
      />
      {step.anchor === 'last-needle-out' ? (
        <NumberField
          label={t('hours')}
          hint={t('hoursHint')}
          min={0}
          error={fault('offsetMinutes')}
          value={hours}
          onChange={(text) => {
            setHours(text)
            set({ offsetMinutes: Math.round(read(text) * HOUR_MINUTES) })
          }}
        />
      ) : null}
      <HowItComes step={step} set={set} />
      <details>
        <summary>{t('narrower')}</summary>
        <FitsFields value={step.fits} onChange={(fits) => set({ fits })} />
      </details>
      <div>
        <Button kind="quiet" onClick={onTakeOut} aria-label={t('takeOutName', { what: name })}>
          {t('takeOut')}
        </Button>
      </div>
    </fieldset>
  )
}

const HowItComes = ({ step, set }: { step: Step; set: (change: Partial<Step>) => void }) => {
  const t = useTranslations('policy.aftercare')
  return (
    <>
      <SelectField
        label={t('manner')}
        value={step.manner}
        choices={MANNERS.map((one) => ({ value: one, label: t(`mannerOf.${one}`) }))}
        onChange={(chosen) => set({ manner: MANNERS.find((one) => one === chosen) ?? step.manner })}
      />
      <SelectField
        label={t('channel')}
        value={step.channel}
        choices={STEP_CHANNELS.map((one) => ({ value: one, label: t(`channelOf.${one}`) }))}
        onChange={(chosen) => set({ channel: STEP_CHANNELS.find((one) => one === chosen) ?? step.channel })}
      />
      <SelectField
        label={t('language')}
        value={step.language}
        choices={STEP_LANGUAGES.map((one) => ({ value: one, label: t(`languageOf.${one}`) }))}
        onChange={(chosen) => set({ language: STEP_LANGUAGES.find((one) => one === chosen) ?? step.language })}
      />
      <CheckField
        label={t('checkIn')}
        checked={step.checkIn}
        onChange={({ currentTarget }) => set({ checkIn: currentTarget.checked })}
      />
    </>
  )
}
