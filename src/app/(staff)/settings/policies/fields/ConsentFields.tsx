'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { CONSENT_PARTS, inReadingOrder } from '#domain/encounter/consent-parts.ts'
import { NEEDLING_TECHNIQUES } from '#domain/recovery/technique.ts'
import type { ContentOf } from '#features/clinical-policy/schema.ts'
import { riskKeys } from '#ui/clinic/body-map/area-words.ts'
import { Button } from '#ui/kit/Button.tsx'
import { SelectField } from '#ui/kit/Field.tsx'
import { FieldFault, NumberField } from '../../../keeping/fields.tsx'
import classes from '../policies.module.css'
import { type FieldsOf, read, shown } from '../policy-draft.ts'
import { usePartName } from '../use-policy-words.ts'
import { BothLanguages } from './BothLanguages.tsx'

type Consent = ContentOf<'consent'>
type Part = Consent['parts'][number]

const nameOf = ({ part, technique, riskZone }: Part): string => [part, technique, riskZone].join(' ')

/** The paper part by part: said of every technique or of one, and risks where a place brings them. */
export const ConsentFields = ({ value, onChange, fault }: FieldsOf<Consent>) => {
  const t = useTranslations('policy.consent')
  const { parts } = value
  const setParts = (next: Part[]) => onChange({ ...value, parts: next })
  return (
    <>
      <NumberField
        label={t('validMonths')}
        hint={t('validMonthsHint')}
        min={1}
        error={fault('validMonths')}
        value={shown(value.validMonths)}
        onChange={(text) => onChange({ ...value, validMonths: read(text) })}
      />
      <FieldFault>{fault('parts')}</FieldFault>
      {parts.map((part, index) => (
        <OnePart
          key={nameOf(part)}
          part={part}
          fault={(path) => fault(`parts.${index}.${path}`)}
          onChange={(changed) => setParts(parts.with(index, changed))}
          onTakeOut={() => setParts(parts.toSpliced(index, 1))}
        />
      ))}
      <AddPart parts={parts} onAdd={(part) => setParts(inReadingOrder([...parts, part]))} />
    </>
  )
}

interface OnePartProps {
  part: Part
  fault: FieldsOf<Part>['fault']
  onChange: (part: Part) => void
  onTakeOut: () => void
}

const SAID = ['heading.en', 'heading.de', 'words.en', 'words.de'] as const

const OnePart = ({ part, fault, onChange, onTakeOut }: OnePartProps) => {
  const t = useTranslations('policy.consent')
  const partName = usePartName()
  const [open, setOpen] = useState(part.words.en === '')
  const isWrong = SAID.some((path) => fault(path) !== undefined)
  return (
    <details
      className={classes.part}
      open={open || isWrong}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{partName(part)}</summary>
      <BothLanguages
        what={t('heading')}
        path="heading"
        value={part.heading}
        onChange={(heading) => onChange({ ...part, heading })}
        fault={fault}
      />
      <BothLanguages
        long
        what={t('words')}
        path="words"
        value={part.words}
        onChange={(words) => onChange({ ...part, words })}
        fault={fault}
      />
      <div>
        <Button kind="quiet" onClick={onTakeOut} aria-label={t('takeOutName', { part: partName(part) })}>
          {t('takeOut')}
        </Button>
      </div>
    </details>
  )
}

const EMPTY = { heading: { en: '', de: '' }, words: { en: '', de: '' } }
const ZONES = Object.keys(riskKeys) as (keyof typeof riskKeys)[]

const AddPart = ({ parts, onAdd }: { parts: readonly Part[]; onAdd: (part: Part) => void }) => {
  const t = useTranslations('policy')
  const partName = usePartName()
  // every part that the paper could still have: of all techniques, of one, or of one risk
  const possible: Part[] = CONSENT_PARTS.flatMap((part): Part[] =>
    part === 'risk'
      ? ZONES.map((riskZone) => ({ ...EMPTY, part, technique: null, riskZone }))
      : [null, ...NEEDLING_TECHNIQUES].map((technique) => ({ ...EMPTY, part, technique, riskZone: null })),
  ).filter((one) => parts.every((had) => nameOf(had) !== nameOf(one)))
  const [chosen, setChosen] = useState('')
  const part = possible.find((one) => nameOf(one) === chosen)
  return (
    <div className={classes.adding}>
      <SelectField
        label={t('consent.add')}
        hint={t('consent.addHint')}
        value={part === undefined ? '' : chosen}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
      >
        <option value="">{t('rule.choose')}</option>
        {possible.map((one) => (
          <option key={nameOf(one)} value={nameOf(one)}>
            {partName(one)}
          </option>
        ))}
      </SelectField>
      <Button disabled={part === undefined} onClick={() => part !== undefined && onAdd(part)}>
        {t('consent.addDo')}
      </Button>
    </div>
  )
}
