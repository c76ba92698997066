'use client'

import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { RoomSetup } from '#features/room/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField, TextField } from '#ui/kit/Field.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import kit from '#ui/kit/kit.module.css'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import classes from '../../keeping/edit.module.css'
import { FieldFault, SelectField, StateField } from '../../keeping/fields.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import { useSave } from '../../keeping/use-save.ts'

interface RoomPanelProps {
  /** null: a new one. */
  room: RoomSetup | null
  locations: readonly { readonly id: string; readonly name: string }[]
  mayEdit: boolean
  onClose: () => void
  onSaved: (name: string) => void
}

interface PlaceDraft {
  readonly key: string
  readonly id: string | null
  readonly label: string
  readonly active: boolean
}

const draftOf = (room: RoomSetup | null, locationId: string) => ({
  name: room?.name ?? '',
  kind: room?.kind ?? ('treatment' as const),
  accessible: room?.accessible ?? false,
  active: room?.active ?? true,
  locationId: room?.locationId ?? locationId,
  places: (room?.places ?? [{ id: null, label: '', active: true }]).map(
    ({ id, label, active }, index): PlaceDraft => ({ key: id ?? `place-${index}`, id, label, active }),
  ),
})
type RoomDraft = ReturnType<typeof draftOf>

/** A room and its places. */
export const RoomPanel = ({ room, locations, mayEdit, onClose, onSaved }: RoomPanelProps) => {
  const t = useTranslations('premises.rooms')
  const trpc = useTRPC()
  const [opened, setOpened] = useState(room)
  const [draft, setDraft] = useState(() => draftOf(room, locations[0]?.id ?? ''))
  const [pressed, setPressed] = useState(false)
  const saving = useSave(trpc.room.save.mutationOptions(), () => onSaved(draft.name))
  const fieldWords = useFieldWords()
  const blank = draft.name.trim() === '' || draft.places.some(({ label }) => label.trim() === '')
  const change = (part: Partial<RoomDraft>) => {
    setDraft({ ...draft, ...part })
    if (saving.error !== null) saving.reset()
  }
  const save = (affectedSeen: number | null) => {
    setPressed(true)
    const existing = opened === null ? null : { id: opened.id, version: opened.version }
    const places = draft.places.map(({ id, label, active }) => ({ id, label, active }))
    if (!blank) saving.send({ existing, ...draft, places }, affectedSeen)
  }
  const takeTheirs = () => {
    setOpened(room)
    setDraft(draftOf(room, draft.locationId))
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
        error={pressed && draft.name.trim() === '' ? fieldWords('missing') : undefined}
        value={draft.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <SelectField
        label={t('kind')}
        value={draft.kind}
        onChange={(value) => change({ kind: value === 'group' ? 'group' : 'treatment' })}
        choices={(['treatment', 'group'] as const).map((value) => ({ value, label: t(value) }))}
      />
      {locations.length > 1 && opened === null ? (
        <SelectField
          label={t('location')}
          value={draft.locationId}
          onChange={(locationId) => change({ locationId })}
          choices={locations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <CheckField
        label={t('accessible')}
        checked={draft.accessible}
        onChange={({ currentTarget }) => change({ accessible: currentTarget.checked })}
      />
      <PlacesField
        places={draft.places}
        pressed={pressed}
        error={saving.faultAt('places')}
        onChange={(places) => change({ places })}
      />
      {opened === null ? null : <StateField active={draft.active} onChange={(active) => change({ active })} />}
    </EditPanel>
  )
}

interface PlacesFieldProps {
  places: readonly PlaceDraft[]
  pressed: boolean
  error: string | undefined
  onChange: (places: PlaceDraft[]) => void
}

/** The places by name. One that has been used stays, and is taken out of use; one just added can go again. */
const PlacesField = ({ places, pressed, error, onChange }: PlacesFieldProps) => {
  const t = useTranslations('premises.rooms')
  const state = useTranslations('settings.edit')
  const fieldWords = useFieldWords()
  const made = useRef(0)
  const list = useRef<HTMLUListElement>(null)
  const set = (key: string, part: Partial<PlaceDraft>) =>
    onChange(places.map((place) => (place.key === key ? { ...place, ...part } : place)))
  const add = () => {
    made.current += 1
    onChange([...places, { key: `new-${made.current}`, id: null, label: '', active: true }])
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('li:last-child input')?.focus())
  }
  const remove = (key: string) => {
    onChange(places.filter((place) => place.key !== key))
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('li:last-child input')?.focus())
  }
  return (
    <fieldset className={classes.group}>
      <legend>{t('places')}</legend>
      <p className={classes.quiet}>{t('placesHint')}</p>
      <p className={classes.lineHead} aria-hidden="true">
        <span>{t('name')}</span>
        <span>{state('inUse')}</span>
      </p>
      <ul ref={list} className={classes.lines}>
        {places.map(({ key, id, label, active }, index) => (
          <li key={key} className={classes.line}>
            <input
              className={kit.control}
              aria-label={t('place', { number: index + 1 })}
              aria-invalid={pressed && label.trim() === '' ? true : undefined}
              maxLength={100}
              value={label}
              onChange={({ currentTarget }) => set(key, { label: currentTarget.value })}
            />
            {id === null ? (
              <Button kind="quiet" aria-label={t('remove', { number: index + 1 })} onClick={() => remove(key)}>
                <Icon name="close" />
              </Button>
            ) : (
              <input
                type="checkbox"
                className={classes.check}
                aria-label={t('inUse', { number: index + 1 })}
                title={t('inUse', { number: index + 1 })}
                checked={active}
                onChange={({ currentTarget }) => set(key, { active: currentTarget.checked })}
              />
            )}
          </li>
        ))}
      </ul>
      <FieldFault>
        {error ?? (pressed && places.some(({ label }) => label.trim() === '') ? fieldWords('missing') : undefined)}
      </FieldFault>
      <div>
        <Button onClick={add}>
          <Icon name="plus" />
          {t('addPlace')}
        </Button>
      </div>
    </fieldset>
  )
}
