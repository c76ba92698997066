'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { isBlank, NOTE_PARTS, withTemplate } from '#domain/encounter/note.ts'
import type { NoteOfVisit } from '#features/clinical-note/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { useTRPC, useTRPCClient } from '../../../../../providers/trpc.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { useEntry } from '../use-entry.ts'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import { NoteClash } from './NoteClash.tsx'
import { NoteTemplates } from './NoteTemplates.tsx'
import classes from './note.module.css'
import { type NoteDraft, useNote } from './use-note.ts'

/** The note in its parts, while it is open. */
export const NoteFields = ({ note }: { note: NoteOfVisit }) => {
  const t = useTranslations('note')
  const draft = useNote(note)
  const { words, write, saveNow, clashes, entry } = draft
  // free words of before are shown where there are any
  const parts = NOTE_PARTS.filter((part) => part !== 'text' || words.text !== '' || note.words.text !== '')
  return (
    <>
      <NoteTemplates words={words} onInsert={(template) => write(withTemplate(words, template))} />
      {parts.map((part) => (
        <TextAreaField
          key={part}
          label={t(`part.${part}`)}
          hint={part === 'text' ? undefined : t(`hint.${part}`)}
          rows={3}
          maxLength={20_000}
          value={words[part]}
          onChange={(event) => write({ [part]: event.currentTarget.value })}
          onBlur={saveNow}
        />
      ))}
      <p className={classes.state} role="status">
        {stateOf(draft) === null ? '' : t(`state.${stateOf(draft) ?? 'saved'}`)}
      </p>
      {clashes.length > 0 ? <NoteClash theirs={note.words} draft={draft} /> : <EntryNotice entry={entry} />}
      <Sign draft={draft} />
    </>
  )
}

const stateOf = ({ unsaved, clashes, entry, version }: NoteDraft) => {
  if (clashes.length > 0) return 'conflict'
  if (!unsaved) return version === 0 ? null : 'saved'
  return entry.saving ? 'saving' : 'pending'
}

/** The practitioner's name below what is written; from then on it is only added to. */
const Sign = ({ draft }: { draft: NoteDraft }) => {
  const t = useTranslations('note')
  const { data } = useVisit()
  const api = useTRPCClient()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const entry = useEntry((input: Parameters<typeof api.clinicalNote.sign.mutate>[0]) =>
    api.clinicalNote.sign.mutate(input),
  )
  const sign = async () => {
    await entry.send({ encounterId: encounterIdOf(data), version: draft.version })
    await queries.invalidateQueries(trpc.clinicalNote.ofVisit.pathFilter())
  }
  if (isBlank(draft.words)) return null
  return (
    <div className={classes.sign}>
      <EntryNotice entry={entry} />
      <Button disabled={draft.unsaved || entry.unsent} busy={entry.saving} onClick={() => void sign()}>
        {t('sign.button')}
      </Button>
      <p className={classes.hint}>{t('sign.hint')}</p>
    </div>
  )
}
