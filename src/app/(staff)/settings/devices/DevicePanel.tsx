'use client'

import { useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { DeviceSetup } from '#features/device/schema.ts'
import { TextField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import { SelectField, StateField } from '../../keeping/fields.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import { useSave } from '../../keeping/use-save.ts'

interface DevicePanelProps {
  /** null: a new one. */
  device: DeviceSetup | null
  /** Kinds there are already, so that one thing is not called by two words. */
  kinds: readonly string[]
  locations: readonly { readonly id: string; readonly name: string }[]
  mayEdit: boolean
  onClose: () => void
  onSaved: (name: string) => void
}

const draftOf = (device: DeviceSetup | null, locationId: string) => ({
  name: device?.name ?? '',
  kind: device?.kind ?? '',
  active: device?.active ?? true,
  locationId: device?.locationId ?? locationId,
})

export const DevicePanel = ({ device, kinds, locations, mayEdit, onClose, onSaved }: DevicePanelProps) => {
  const t = useTranslations('premises.devices')
  const trpc = useTRPC()
  const listId = useId()
  const [opened, setOpened] = useState(device)
  const [draft, setDraft] = useState(() => draftOf(device, locations[0]?.id ?? ''))
  const [pressed, setPressed] = useState(false)
  const saving = useSave(trpc.device.save.mutationOptions(), () => onSaved(draft.name))
  const fieldWords = useFieldWords()
  const isMissing = (text: string) => (pressed && text.trim() === '' ? fieldWords('missing') : undefined)
  const change = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part })
    if (saving.error !== null) saving.reset()
  }
  const save = (affectedSeen: number | null) => {
    setPressed(true)
    if (draft.name.trim() === '' || draft.kind.trim() === '') return
    saving.send(
      { existing: opened === null ? null : { id: opened.id, version: opened.version }, ...draft },
      affectedSeen,
    )
  }
  const takeTheirs = () => {
    setOpened(device)
    setDraft(draftOf(device, draft.locationId))
    saving.reset()
  }
  return (
    <EditPanel
      title={opened === null ? t('new') : t(mayEdit ? 'edit' : 'see', { name: opened.name })}
      action={mayEdit ? t('save') : null}
      saving={saving}
      onSave={save}
      onClose={onClose}
      onTakeTheirs={takeTheirs}
    >
      <TextField
        label={t('name')}
        required
        maxLength={100}
        error={isMissing(draft.name)}
        value={draft.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <TextField
        label={t('kind')}
        hint={t('kindHint')}
        required
        maxLength={60}
        list={listId}
        error={isMissing(draft.kind)}
        value={draft.kind}
        onChange={({ currentTarget }) => change({ kind: currentTarget.value })}
      />
      <datalist id={listId}>
        {kinds.map((kind) => (
          <option key={kind} value={kind} />
        ))}
      </datalist>
      {locations.length > 1 && opened === null ? (
        <SelectField
          label={t('location')}
          value={draft.locationId}
          onChange={(locationId) => change({ locationId })}
          choices={locations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      {opened === null ? null : <StateField active={draft.active} onChange={(active) => change({ active })} />}
    </EditPanel>
  )
}
