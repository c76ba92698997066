'use client'

import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { useTRPCClient } from '../../../../providers/trpc.ts'
import { EntryNotice } from './EntryNotice.tsx'
import { Part } from './Part.tsx'
import { useEntry, useLeaveWarning } from './use-entry.ts'
import classes from './visit.module.css'
import { encounterIdOf, useVisit } from './visit-context.ts'

const PAUSE_MS = 1_200

/** The visit's note. */
export const Note = () => {
  const t = useTranslations('practitioner.visit.note')
  const { data, treats } = useVisit()
  const words = !data.mayTreat ? t('notYours') : data.note === '' ? t('none') : data.note
  return <Part part="note">{treats ? <NoteField /> : <p className={classes.noteText}>{words}</p>}</Part>
}

/** Saved after each pause in writing; what is not saved yet says so and holds completion back. */
const useNote = () => {
  const { data, setNoteUnsaved } = useVisit()
  const api = useTRPCClient()
  const [{ text, base }, setNote] = useState({ text: data.note, base: data.note })
  const entry = useEntry(
    (input: Parameters<typeof api.encounter.writeNote.mutate>[0]) => api.encounter.writeNote.mutate(input),
    { inTurn: true },
  )
  // Written on another screen while nothing is being written here.
  if (text === base && data.note !== base && !entry.saving) setNote({ text: data.note, base: data.note })
  const unsaved = text !== base
  useLeaveWarning(unsaved)
  useEffect(() => setNoteUnsaved(unsaved), [unsaved, setNoteUnsaved])
  const save = async (words: string) => {
    const saved = await entry.send({ encounterId: encounterIdOf(data), text: words })
    if (saved !== null) setNote((note) => ({ ...note, base: words }))
  }
  const latestSave = useRef(save)
  useEffect(() => {
    latestSave.current = save
  })
  const pending = unsaved && entry.error === null ? text : null
  useEffect(() => {
    if (pending === null) return
    const timer = window.setTimeout(() => void latestSave.current(pending), PAUSE_MS)
    return () => window.clearTimeout(timer)
  }, [pending])
  return {
    text,
    unsaved,
    entry,
    saveNow: () => void (unsaved && save(text)),
    write: (next: string) => setNote((note) => ({ ...note, text: next })),
  }
}

const NoteField = () => {
  const t = useTranslations('practitioner.visit.note')
  const { text, unsaved, entry, saveNow, write } = useNote()
  const state = unsaved ? (entry.saving ? t('saving') : t('pending')) : text === '' ? '' : t('saved')
  return (
    <>
      <TextAreaField
        label={t('label')}
        hint={t('hint')}
        rows={6}
        maxLength={20_000}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        onBlur={saveNow}
      />
      <p className={classes.noteState} role="status">
        {state}
      </p>
      <EntryNotice entry={entry} />
    </>
  )
}
