'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { TextAreaField, TextField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import { SelectField } from '../../keeping/fields.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import { useSave } from '../../keeping/use-save.ts'

const EMPTY = {
  ...{ practitionerId: '', hurtName: '', onDate: '', time: '', roomId: '', containerId: '', lotNumber: '' },
  ...{ description: '', firstSteps: '' },
}
type Draft = typeof EMPTY

/** Minutes past midnight of `HH:mm`; null for what is no time. */
const minutesOf = (time: string): number | null => {
  const [hours, minutes] = time.split(':').map(Number)
  return time === '' || hours === undefined || minutes === undefined ? null : hours * 60 + minutes
}

const choose = (choices: readonly { id: string; name: string }[], none: string) => [
  ...choices.map(({ id, name }) => ({ value: id, label: name })),
  { value: '', label: none },
]

interface InjuryPanelProps {
  encounterId: string | null
  onClose: () => void
  onSaved: () => void
}

/** Writes an injury down: who, when, where, with what, and what was done first. */
export const InjuryPanel = ({ encounterId, onClose, onSaved }: InjuryPanelProps) => {
  const t = useTranslations('needles.injury')
  const trpc = useTRPC()
  const setting = useQuery(trpc.clinic.setting.queryOptions()).data
  const [draft, setDraft] = useState(EMPTY)
  const [pressed, setPressed] = useState(false)
  const saving = useSave(trpc.sharpsInjury.record.mutationOptions(), onSaved)
  const { practitionerId, roomId, containerId, time, onDate, ...words } = draft
  const hurtName = setting?.practitioners.find(({ id }) => id === practitionerId)?.name ?? draft.hurtName.trim()
  const minuteOfDay = minutesOf(time)
  const save = () => {
    setPressed(true)
    if (hurtName === '' || onDate === '' || minuteOfDay === null || words.description.trim() === '') return
    const ids = { practitionerId: practitionerId || null, roomId: roomId || null, containerId: containerId || null }
    saving.send({ ...words, ...ids, hurtName, onDate, minuteOfDay, encounterId })
  }
  return (
    <EditPanel title={t('record')} action={t('action')} saving={saving} onClose={onClose} onSave={save}>
      <SelectField
        label={t('hurt')}
        value={practitionerId}
        choices={choose(setting?.practitioners ?? [], t('other'))}
        onChange={(value) => setDraft({ ...draft, practitionerId: value })}
      />
      <Happened draft={draft} pressed={pressed} onChange={(change) => setDraft({ ...draft, ...change })} />
    </EditPanel>
  )
}

interface HappenedProps {
  draft: Draft
  pressed: boolean
  onChange: (change: Partial<Draft>) => void
}

const Happened = ({ draft, pressed, onChange }: HappenedProps) => {
  const t = useTranslations('needles.injury')
  const fieldWords = useFieldWords()
  const missing = (value: string) => (pressed && value.trim() === '' ? fieldWords('missing') : undefined)
  const text = (field: keyof Draft) => ({
    value: draft[field],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => onChange({ [field]: currentTarget.value }),
  })
  return (
    <>
      {draft.practitionerId === '' ? (
        <TextField label={t('name')} required maxLength={200} error={missing(draft.hurtName)} {...text('hurtName')} />
      ) : null}
      <TextField type="date" label={t('date')} required error={missing(draft.onDate)} {...text('onDate')} />
      <TextField type="time" label={t('time')} required error={missing(draft.time)} {...text('time')} />
      <Places draft={draft} onChange={onChange} />
      <TextField label={t('lot')} maxLength={100} {...text('lotNumber')} />
      <TextAreaField
        label={t('what')}
        required
        maxLength={4000}
        error={missing(draft.description)}
        {...text('description')}
      />
      <TextAreaField label={t('steps')} maxLength={4000} {...text('firstSteps')} />
    </>
  )
}

/** Where it happened, and whether the needle was out of a container, in use or closed. */
const Places = ({ draft, onChange }: Omit<HappenedProps, 'pressed'>) => {
  const t = useTranslations('needles.injury')
  const trpc = useTRPC()
  const rooms = useQuery(trpc.sharpsContainer.list.queryOptions()).data?.rooms ?? []
  const closed = useQuery(trpc.sharpsContainer.closed.queryOptions({})).data?.containers ?? []
  const named = (id: string, label: string, room: string) => ({ id, name: t('containerIn', { label, room }) })
  const containers = [
    ...rooms.flatMap(({ container, roomName }) =>
      container === null ? [] : [named(container.id, container.label, roomName)],
    ),
    ...closed.map(({ id, label, roomName }) => named(id, label, roomName)),
  ]
  return (
    <>
      <SelectField
        label={t('where')}
        value={draft.roomId}
        choices={choose(
          rooms.map(({ roomId, roomName }) => ({ id: roomId, name: roomName })),
          t('elsewhere'),
        )}
        onChange={(roomId) => onChange({ roomId })}
      />
      <SelectField
        label={t('container')}
        value={draft.containerId}
        choices={choose(containers, t('noContainer'))}
        onChange={(containerId) => onChange({ containerId })}
      />
    </>
  )
}
