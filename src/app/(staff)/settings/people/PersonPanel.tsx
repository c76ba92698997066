'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import type { PractitionerSetup } from '#features/practitioner/schema.ts'
import { CheckField, ChoiceField, TextField } from '#ui/kit/Field.tsx'
import { isLocale } from '#words/locale.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import classes from '../../keeping/edit.module.css'
import { ManyField, SelectField } from '../../keeping/fields.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import { useSave } from '../../keeping/use-save.ts'
import { EndLicence } from './EndLicence.tsx'
import { LicencePanel } from './LicencePanel.tsx'
import { Licences } from './Licences.tsx'

interface PersonPanelProps {
  /** null: somebody new. */
  person: PractitionerSetup | null
  jurisdictions: readonly string[]
  today: string
  mayEdit: boolean
  onClose: () => void
  /** What is saved, in words; whether the panel has nothing more to do. */
  onSaved: (words: string, close: boolean) => void
}

type Job = { readonly kind: 'person' } | { readonly kind: 'licence' | 'end'; readonly licenceId: string | null }

/** Somebody who treats, and their licences below. A licence takes the place of its person while it is edited. */
export const PersonPanel = ({ person, jurisdictions, today, mayEdit, onClose, onSaved }: PersonPanelProps) => {
  const t = useTranslations('people')
  const [job, setJob] = useState<Job>({ kind: 'person' })
  const back = () => setJob({ kind: 'person' })
  const told = (word: 'licenceSaved' | 'licenceEnded') => {
    onSaved(t(word, { name: person?.name ?? '' }), false)
    back()
  }
  const licence = job.kind === 'person' ? null : (person?.credentials.find(({ id }) => id === job.licenceId) ?? null)
  if (person !== null && job.kind === 'end' && licence !== null)
    return (
      <EndLicence person={person} licence={licence} today={today} onClose={back} onSaved={() => told('licenceEnded')} />
    )
  if (person !== null && job.kind === 'licence')
    return (
      <LicencePanel
        key={job.licenceId}
        person={person}
        licence={licence}
        jurisdictions={jurisdictions}
        today={today}
        onClose={back}
        onSaved={() => told('licenceSaved')}
      />
    )
  return (
    <>
      <PersonForm person={person} mayEdit={mayEdit} onClose={onClose} onSaved={(words) => onSaved(words, true)} />
      {person === null ? null : (
        <Licences
          person={person}
          today={today}
          mayEdit={mayEdit}
          onAdd={() => setJob({ kind: 'licence', licenceId: null })}
          onChange={(licenceId) => setJob({ kind: 'licence', licenceId })}
          onEnd={(licenceId) => setJob({ kind: 'end', licenceId })}
        />
      )}
    </>
  )
}

const NOBODY: Omit<PractitionerSetup, 'id' | 'version' | 'credentials' | 'standings'> = {
  name: '',
  initials: '',
  profession: '',
  gender: null,
  bookableOnline: true,
  serviceIds: [],
  supervisorId: null,
  active: true,
}

const GENDERS = ['female', 'male', 'other'] as const

interface PersonFormProps {
  person: PractitionerSetup | null
  mayEdit: boolean
  onClose: () => void
  onSaved: (words: string) => void
}

const PersonForm = ({ person, mayEdit, onClose, onSaved }: PersonFormProps) => {
  const t = useTranslations('people')
  const trpc = useTRPC()
  const [opened, setOpened] = useState(person)
  const [draft, setDraft] = useState(() => shapeOf(person))
  const [pressed, setPressed] = useState(false)
  const saving = useSave(trpc.practitioner.save.mutationOptions(), () => onSaved(t('saved', { name: draft.name })))
  const fieldWords = useFieldWords()
  const isMissing = (text: string) => (pressed && text.trim() === '' ? fieldWords('missing') : undefined)
  const change = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part })
    if (saving.error !== null) saving.reset()
  }
  const save = (affectedSeen: number | null) => {
    setPressed(true)
    if ([draft.name, draft.initials, draft.profession].some((text) => text.trim() === '')) return
    const existing = opened === null ? null : { id: opened.id, version: opened.version }
    saving.send({ existing, ...draft, serviceIds: [...draft.serviceIds] }, affectedSeen)
  }
  const takeTheirs = () => {
    setOpened(person)
    setDraft(shapeOf(person))
    saving.reset()
  }
  const name = opened?.name ?? ''
  const text = (field: 'name' | 'initials' | 'profession', maxLength: number) => ({
    label: t(field),
    required: true,
    maxLength,
    error: isMissing(draft[field]),
    value: draft[field],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => change({ [field]: currentTarget.value }),
  })
  return (
    <EditPanel
      title={opened === null ? t('new') : t(mayEdit ? 'edit' : 'see', { name })}
      action={mayEdit ? t('save') : null}
      saving={saving}
      onSave={save}
      onClose={onClose}
      onTakeTheirs={takeTheirs}
    >
      <TextField {...text('name', 200)} autoComplete="off" />
      <TextField {...text('initials', 4)} hint={t('initialsHint')} autoComplete="off" />
      <TextField {...text('profession', 100)} />
      <SelectField
        label={t('gender')}
        hint={t('genderHint')}
        value={draft.gender ?? ''}
        onChange={(value) => change({ gender: GENDERS.find((gender) => gender === value) ?? null })}
        choices={[{ value: '', label: t('unsaid') }, ...GENDERS.map((value) => ({ value, label: t(value) }))]}
      />
      <CheckField
        label={t('bookableOnline')}
        checked={draft.bookableOnline}
        onChange={({ currentTarget }) => change({ bookableOnline: currentTarget.checked })}
      />
      <Supervisor
        of={opened?.id ?? null}
        value={draft.supervisorId}
        onChange={(supervisorId) => change({ supervisorId })}
      />
      {opened === null ? null : (
        <a className={classes.jump} href="#licences">
          {t('licences')}
        </a>
      )}
      <Services chosen={draft.serviceIds} onChange={(serviceIds) => change({ serviceIds })} />
      {opened === null ? null : (
        <fieldset className={classes.group}>
          <ChoiceField
            label={t('column.name')}
            name="treats"
            value={draft.active ? 'here' : 'left'}
            onChange={(value) => change({ active: value === 'here' })}
            choices={[
              { value: 'here', label: t('here') },
              { value: 'left', label: t('left'), hint: t('leftHint') },
            ]}
          />
        </fieldset>
      )}
    </EditPanel>
  )
}

const shapeOf = (person: PractitionerSetup | null) => {
  const { name, initials, profession, gender, bookableOnline, serviceIds, supervisorId, active } = person ?? NOBODY
  return { name, initials, profession, gender, bookableOnline, serviceIds, supervisorId, active }
}

interface SupervisorProps {
  of: string | null
  value: string | null
  onChange: (id: string | null) => void
}

/** Who signs their notes beside them. */
const Supervisor = ({ of, value, onChange }: SupervisorProps) => {
  const t = useTranslations('note.supervisor')
  const trpc = useTRPC()
  const { data } = useQuery(trpc.practitioner.setup.queryOptions({ limit: 100 }))
  const others = data?.practitioners.filter(({ id, active }) => id !== of && (active || id === value)) ?? []
  return (
    <SelectField
      label={t('label')}
      hint={t('hint')}
      value={value ?? ''}
      onChange={(id) => onChange(id === '' ? null : id)}
      choices={[{ value: '', label: t('nobody') }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  )
}

const Services = ({ chosen, onChange }: { chosen: readonly string[]; onChange: (ids: string[]) => void }) => {
  const t = useTranslations('people')
  const trpc = useTRPC()
  const language = useLocale()
  const locale = isLocale(language) ? language : 'en'
  const { data, isPending } = useQuery(trpc.healthcareService.setup.queryOptions({ limit: 100 }))
  const services = data?.services.filter(({ active }) => active) ?? []
  return (
    <ManyField
      label={t('services')}
      empty={isPending ? null : t('noServices')}
      choices={services.map(({ id, name }) => ({ value: id, label: name[locale] }))}
      value={chosen}
      onChange={onChange}
    />
  )
}
