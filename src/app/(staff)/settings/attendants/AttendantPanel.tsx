'use client'

import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import type { AttendantSetup } from '#features/attendant/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { ChoiceField, TextField } from '#ui/kit/Field.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { languageChoices, languageName } from '#words/language-name.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import classes from '../../keeping/edit.module.css'
import { FieldFault, SelectField, StateField } from '../../keeping/fields.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import { useSave } from '../../keeping/use-save.ts'

interface AttendantPanelProps {
  /** null: somebody new. */
  attendant: AttendantSetup | null
  mayEdit: boolean
  onClose: () => void
  onSaved: (name: string) => void
}

const KINDS = ['chaperone', 'interpreter'] as const

const draftOf = (attendant: AttendantSetup | null) => ({
  name: attendant?.name ?? '',
  kind: attendant?.kind ?? ('interpreter' as const),
  languages: attendant?.languages ?? [],
  awayFrom: attendant?.awayFrom ?? '',
  awayUntil: attendant?.awayUntil ?? '',
  active: attendant?.active ?? true,
})

const shapeOf = ({ languages, awayFrom, awayUntil, ...draft }: ReturnType<typeof draftOf>) => ({
  ...{ ...draft, languages: [...languages] },
  ...{ awayFrom: awayFrom || null, awayUntil: awayUntil || null },
})

export const AttendantPanel = ({ attendant, mayEdit, onClose, onSaved }: AttendantPanelProps) => {
  const t = useTranslations('premises.attendants')
  const trpc = useTRPC()
  const [opened, setOpened] = useState(attendant)
  const [draft, setDraft] = useState(() => draftOf(attendant))
  const [pressed, setPressed] = useState(false)
  const saving = useSave(trpc.attendant.save.mutationOptions(), () => onSaved(draft.name))
  const fieldWords = useFieldWords()
  const change = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part })
    if (saving.error !== null) saving.reset()
  }
  const save = (affectedSeen: number | null) => {
    setPressed(true)
    const existing = opened === null ? null : { id: opened.id, version: opened.version }
    if (draft.name.trim() !== '') saving.send({ existing, ...shapeOf(draft) }, affectedSeen)
  }
  const takeTheirs = () => {
    setOpened(attendant)
    setDraft(draftOf(attendant))
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
        maxLength={200}
        autoComplete="off"
        error={pressed && draft.name.trim() === '' ? fieldWords('missing') : undefined}
        value={draft.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <ChoiceField
        label={t('kind')}
        name="kind"
        value={draft.kind}
        onChange={(value) => change({ kind: KINDS.find((kind) => kind === value) ?? 'interpreter' })}
        choices={KINDS.map((value) => ({ value, label: t(value) }))}
      />
      {draft.kind === 'interpreter' ? (
        <LanguagesField
          languages={draft.languages}
          error={saving.faultAt('languages')}
          onChange={(languages) => change({ languages })}
        />
      ) : null}
      <div className={classes.pair}>
        <TextField
          label={t('awayFrom')}
          type="date"
          value={draft.awayFrom}
          onChange={({ currentTarget }) => change({ awayFrom: currentTarget.value })}
        />
        <TextField
          label={t('awayUntil')}
          type="date"
          min={draft.awayFrom}
          value={draft.awayUntil}
          onChange={({ currentTarget }) => change({ awayUntil: currentTarget.value })}
        />
      </div>
      <FieldFault>{saving.faultAt('awayUntil')}</FieldFault>
      <p className={classes.quiet}>{t('awayHint')}</p>
      {opened === null ? null : <StateField active={draft.active} onChange={(active) => change({ active })} />}
    </EditPanel>
  )
}

interface LanguagesFieldProps {
  languages: readonly string[]
  error: string | undefined
  onChange: (languages: string[]) => void
}

const LanguagesField = ({ languages, error, onChange }: LanguagesFieldProps) => {
  const t = useTranslations('premises.attendants')
  const locale = useLocale()
  const others = languageChoices(locale).filter(({ code }) => !languages.includes(code))
  return (
    <fieldset className={classes.group}>
      <legend>{t('languages')}</legend>
      {languages.length === 0 ? <p className={classes.quiet}>{t('none')}</p> : null}
      <ul className={classes.lines}>
        {languages.map((code) => (
          <li key={code} className={classes.line} data-text="true">
            <span>{languageName(code, locale)}</span>
            <Button
              kind="quiet"
              aria-label={t('remove', { name: languageName(code, locale) })}
              onClick={() => onChange(languages.filter((one) => one !== code))}
            >
              <Icon name="close" />
            </Button>
          </li>
        ))}
      </ul>
      <SelectField
        label={t('addLanguage')}
        value=""
        onChange={(code) => onChange([...languages, code])}
        choices={[{ value: '', label: t('choose') }, ...others.map(({ code, name }) => ({ value: code, label: name }))]}
      />
      <FieldFault>{error}</FieldFault>
    </fieldset>
  )
}
