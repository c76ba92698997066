'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { NEEDLING_TECHNIQUES, type Technique } from '#domain/recovery/technique.ts'
import type { CredentialRow, PractitionerSetup } from '#features/practitioner/schema.ts'
import { TextField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import classes from '../../keeping/edit.module.css'
import { ManyField } from '../../keeping/fields.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import { useSave } from '../../keeping/use-save.ts'

interface LicencePanelProps {
  person: PractitionerSetup
  /** null: a new one. */
  licence: CredentialRow | null
  jurisdictions: readonly string[]
  today: string
  onClose: () => void
  onSaved: () => void
}

/** A country, or one of its parts where the law differs from part to part. */
const JURISDICTION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/

type Licence = Omit<CredentialRow, 'id' | 'version'>
type Words = 'profession' | 'number' | 'source'

/** A licence as it stands on its paper. */
export const LicencePanel = ({ person, licence, jurisdictions, today, onClose, onSaved }: LicencePanelProps) => {
  const t = useTranslations('people')
  const trpc = useTRPC()
  const [draft, setDraft] = useState<Licence>(() => licence ?? blank(person, jurisdictions, today))
  const [pressed, setPressed] = useState(false)
  const saving = useSave(trpc.practitioner.saveCredential.mutationOptions(), onSaved)
  const fieldWords = useFieldWords()
  const faults = faultsOf(draft)
  const said = (field: keyof Licence): string | undefined => {
    if (!pressed || !faults.has(field)) return saving.faultAt(field)
    if (field === 'jurisdiction') return t('jurisdictionWrong')
    return field === 'techniques' ? t('noTechnique') : fieldWords('missing')
  }
  const change = (part: Partial<Licence>) => {
    setDraft({ ...draft, ...part })
    if (saving.error !== null) saving.reset()
  }
  const save = (affectedSeen: number | null) => {
    setPressed(true)
    const existing = licence === null ? null : { id: licence.id, version: licence.version }
    if (faults.size === 0) saving.send({ practitionerId: person.id, existing, ...shapeOf(draft) }, affectedSeen)
  }
  const text = (field: Words, maxLength: number) => ({
    label: t(field),
    required: true,
    maxLength,
    error: said(field),
    value: draft[field],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => change({ [field]: currentTarget.value }),
  })
  return (
    <EditPanel
      title={t(licence === null ? 'newLicence' : 'editLicence', { name: person.name })}
      action={t('saveLicence')}
      saving={saving}
      onSave={save}
      onClose={onClose}
    >
      <TextField
        label={t('jurisdiction')}
        hint={t('jurisdictionHint')}
        required
        maxLength={6}
        autoCapitalize="characters"
        error={said('jurisdiction')}
        value={draft.jurisdiction}
        onChange={({ currentTarget }) => change({ jurisdiction: currentTarget.value.toUpperCase() })}
      />
      <TextField {...text('profession', 100)} />
      <TextField {...text('number', 100)} autoComplete="off" />
      <Techniques
        chosen={draft.techniques}
        error={said('techniques')}
        onChange={(techniques) => change({ techniques })}
      />
      <div className={classes.pair}>
        <TextField
          label={t('from')}
          type="date"
          required
          error={said('validFrom')}
          value={draft.validFrom}
          onChange={({ currentTarget }) => change({ validFrom: currentTarget.value })}
        />
        <TextField
          label={t('until')}
          hint={t('untilHint')}
          type="date"
          error={said('validUntil')}
          value={draft.validUntil ?? ''}
          onChange={({ currentTarget }) => change({ validUntil: currentTarget.value || null })}
        />
      </div>
      <TextField {...text('source', 300)} hint={t('sourceHint')} />
    </EditPanel>
  )
}

interface TechniquesProps {
  chosen: Licence['techniques']
  error: string | undefined
  onChange: (techniques: Licence['techniques']) => void
}

const Techniques = ({ chosen, error, onChange }: TechniquesProps) => {
  const t = useTranslations('people')
  const technique = useTranslations('technique.name')
  return (
    <ManyField
      label={t('techniques')}
      empty={null}
      choices={NEEDLING_TECHNIQUES.map((value) => ({ value, label: technique(value) }))}
      value={chosen}
      error={error}
      onChange={(values) => onChange(NEEDLING_TECHNIQUES.filter((one: Technique) => values.includes(one)))}
    />
  )
}

const blank = (person: PractitionerSetup, jurisdictions: readonly string[], today: string): Licence => ({
  profession: person.profession,
  jurisdiction: jurisdictions[0] ?? '',
  number: '',
  techniques: [],
  validFrom: today,
  validUntil: null,
  source: '',
})

const shapeOf = ({ profession, jurisdiction, number, techniques, validFrom, validUntil, source }: Licence) => ({
  ...{ profession, jurisdiction, number, validFrom, validUntil, source },
  techniques: [...techniques],
})

const faultsOf = (draft: Licence): ReadonlySet<keyof Licence> => {
  const empty = (['profession', 'number', 'source', 'validFrom'] as const).filter((field) => draft[field].trim() === '')
  return new Set<keyof Licence>([
    ...empty,
    ...(JURISDICTION.test(draft.jurisdiction) ? [] : (['jurisdiction'] as const)),
    ...(draft.techniques.length > 0 ? [] : (['techniques'] as const)),
  ])
}
