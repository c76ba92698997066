'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { isBlank, type NoteWords } from '#domain/encounter/note.ts'
import type { NoteTemplate } from '#features/clinical-note/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { SelectField, TextField } from '#ui/kit/Field.tsx'
import { useTRPC, useTRPCClient } from '../../../../../providers/trpc.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { useEntry } from '../use-entry.ts'
import classes from './note.module.css'

interface NoteTemplatesProps {
  words: NoteWords
  onInsert: (template: NoteTemplate) => void
}

const useSaveTemplate = () => {
  const api = useTRPCClient()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const entry = useEntry((input: Parameters<typeof api.clinicalNote.saveTemplate.mutate>[0]) =>
    api.clinicalNote.saveTemplate.mutate(input),
  )
  const send = async (input: Parameters<typeof entry.send>[0]) => {
    const saved = await entry.send(input)
    await queries.invalidateQueries(trpc.clinicalNote.templates.pathFilter())
    return saved !== null
  }
  return { entry, send }
}

/** Words to begin with: put in below what stands there, kept from a note, taken away again. */
export const NoteTemplates = ({ words, onInsert }: NoteTemplatesProps) => {
  const t = useTranslations('note.template')
  const trpc = useTRPC()
  const { data } = useQuery(trpc.clinicalNote.templates.queryOptions({ limit: 100 }))
  const templates = data?.templates ?? []
  const nameOf = ({ own, name }: NoteTemplate) => (own ? t('own', { name }) : name)
  return (
    <details className={classes.templates}>
      <summary>{t('insert')}</summary>
      <div className={classes.templatesBody}>
        {templates.length === 0 ? null : (
          <SelectField
            label={t('choose')}
            required
            value=""
            onChange={({ currentTarget }) => {
              const chosen = templates.find(({ id }) => id === currentTarget.value)
              if (chosen !== undefined) onInsert(chosen)
            }}
          >
            <option value="">{t('choose')}</option>
            {templates.map((template) => (
              <option key={template.id} value={template.id}>
                {nameOf(template)}
              </option>
            ))}
          </SelectField>
        )}
        {isBlank(words) ? null : <Keep words={words} />}
        <Remove templates={templates.filter(({ own }) => own)} />
      </div>
    </details>
  )
}

const Keep = ({ words }: { words: NoteWords }) => {
  const t = useTranslations('note.template')
  const { entry, send } = useSaveTemplate()
  const [name, setName] = useState<string | null>(null)
  if (name === null) return <Button onClick={() => setName('')}>{t('keep')}</Button>
  const { text: _, ...template } = words
  const keep = async () => {
    if (await send({ existing: null, name, active: true, ...template })) setName(null)
  }
  return (
    <div className={classes.keep}>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        required
        maxLength={80}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <EntryNotice entry={entry} />
      <div className={classes.choices}>
        <Button kind="primary" disabled={name.trim() === ''} busy={entry.saving} onClick={() => void keep()}>
          {t('save')}
        </Button>
        <Button kind="quiet" onClick={() => setName(null)}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}

const Remove = ({ templates }: { templates: readonly NoteTemplate[] }) => {
  const t = useTranslations('note.template')
  const { entry, send } = useSaveTemplate()
  return (
    <>
      <EntryNotice entry={entry} />
      {templates.length === 0 ? null : (
        <div className={classes.choices}>
          {templates.map(({ id, version, own: _, ...template }) => (
            <Button
              key={id}
              kind="quiet"
              busy={entry.saving}
              onClick={() => void send({ existing: { id, version }, ...template, active: false })}
            >
              {t('remove', { name: template.name })}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}
