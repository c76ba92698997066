'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import { useNeedWords } from '#ui/clinic/use-need-words.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import { languageChoices } from '#words/language-name.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { Affected } from '../../keeping/Affected.tsx'
import { NumberField, SelectField } from '../../keeping/fields.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import { useSave } from '../../keeping/use-save.ts'
import type { Person } from '../draft.ts'
import classes from '../panel.module.css'
import { EMPTY_NEED, NEED_KINDS, type NeedDraft, type NeedFault, readNeed } from './need-draft.ts'

interface NeedFormProps {
  person: Person
  onClose: () => void
  /** What was noted, in words. */
  onSaved: (words: string) => void
}

/** A new need. Coming visits that are not like that are shown before it is saved. */
export const NeedForm = ({ person, onClose, onSaved }: NeedFormProps) => {
  const t = useTranslations('need')
  const trpc = useTRPC()
  const locale = useLocale()
  const needWords = useNeedWords()
  const fieldWords = useFieldWords()
  const [draft, setDraft] = useState<NeedDraft>(EMPTY_NEED)
  const [pressed, setPressed] = useState(false)
  const people = useQuery(trpc.clinic.setting.queryOptions()).data?.practitioners ?? []
  const practitionerName = people.find(({ id }) => id === draft.practitionerId)?.name ?? null
  const saving = useSave(trpc.patientNeed.add.mutationOptions(), () =>
    onSaved(needWords({ ...draft, practitionerName, extraMinutes: Number(draft.minutes) || 0 })),
  )
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('select')?.focus(), [])
  const read = readNeed(draft)
  const isAt = (fault: NeedFault): boolean => pressed && read === fault
  const change = (part: Partial<NeedDraft>) => {
    setDraft({ ...draft, ...part })
    if (saving.error !== null) saving.reset()
  }
  const save = (affectedSeen: number | null) => {
    setPressed(true)
    if (typeof read !== 'string') saving.send({ patientId: person.id, need: read }, affectedSeen)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    save(null)
  }
  return (
    <form
      ref={form}
      className={classes.newPatient}
      onSubmit={onSubmit}
      noValidate
      aria-label={t('add')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // one step back: the panel stays
        event.stopPropagation()
        onClose()
      }}
    >
      <SelectField
        label={t('kindLabel')}
        hint={t('what')}
        value={draft.kind}
        onChange={(value) => change({ kind: NEED_KINDS.find((kind) => kind === value) ?? draft.kind })}
        choices={NEED_KINDS.map((value) => ({ value, label: t(`choose.${value}`) }))}
      />
      {draft.kind === 'interpreter' ? (
        <SelectField
          label={t('language')}
          error={isAt('language') ? t('missing') : undefined}
          value={draft.language}
          onChange={(language) => change({ language })}
          choices={[
            { value: '', label: t('pickLanguage') },
            ...languageChoices(locale).map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
      ) : null}
      {draft.kind === 'not-practitioner' ? (
        <SelectField
          label={t('practitioner')}
          error={isAt('practitionerId') ? t('missing') : undefined}
          value={draft.practitionerId}
          onChange={(practitionerId) => change({ practitionerId })}
          choices={[
            { value: '', label: t('pickPractitioner') },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
      <NumberField
        label={t('minutes')}
        hint={t('minutesHint')}
        min={0}
        error={isAt('minutes') ? fieldWords([draft.kind === 'more-time' ? 1 : 0, 120]) : saving.faultAt('extraMinutes')}
        value={draft.minutes}
        onChange={(minutes) => change({ minutes })}
      />
      <TextField
        label={t('note')}
        hint={t('noteHint')}
        maxLength={500}
        value={draft.note}
        onChange={({ currentTarget }) => change({ note: currentTarget.value })}
      />
      {saving.affected !== null ? (
        <Affected saving={saving} onSave={save} />
      ) : saving.error === null ? null : (
        <ApiNotice error={saving.error} />
      )}
      <div className={classes.actions}>
        {saving.affected === null ? (
          <Button type="submit" kind="primary" busy={saving.busy}>
            {t('save')}
          </Button>
        ) : null}
        <Button kind="quiet" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
