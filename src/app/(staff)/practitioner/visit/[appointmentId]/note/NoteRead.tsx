'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { NoteOfVisit } from '#features/clinical-note/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField, TextField } from '#ui/kit/Field.tsx'
import { useTRPC, useTRPCClient } from '../../../../../providers/trpc.ts'
import { NoteWordsRead } from '../../../NoteWordsRead.tsx'
import { EntryNotice } from '../EntryNotice.tsx'
import { useEntry, useLeaveWarning } from '../use-entry.ts'
import classes from './note.module.css'

/** A note that is fixed, and the way to add to it. */
export const NoteRead = ({ note }: { note: NoteOfVisit }) => (
  <>
    <NoteWordsRead {...note} />
    {note.encounterId !== null && (note.signature !== null || note.status === 'finished') ? (
      <AddForm encounterId={note.encounterId} />
    ) : null}
  </>
)

const NOTHING = { text: '', reason: '' }

const AddForm = ({ encounterId }: { encounterId: string }) => {
  const t = useTranslations('note.addenda')
  const api = useTRPCClient()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState(NOTHING)
  const entry = useEntry((input: Parameters<typeof api.clinicalNote.add.mutate>[0]) =>
    api.clinicalNote.add.mutate(input),
  )
  useLeaveWarning(typed.text !== '')
  if (!open) return <Button onClick={() => setOpen(true)}>{t('open')}</Button>
  const close = () => {
    setTyped(NOTHING)
    setOpen(false)
  }
  const add = async () => {
    const saved = await entry.send({ encounterId, ...typed })
    if (saved !== null) close()
    await queries.invalidateQueries(trpc.clinicalNote.pathFilter())
  }
  const missing = typed.text.trim() === '' || typed.reason.trim() === ''
  return (
    <div className={classes.keep}>
      <p className={classes.hint}>{t('stays')}</p>
      <TextAreaField
        label={t('text')}
        required
        maxLength={20_000}
        value={typed.text}
        onChange={({ currentTarget }) => setTyped({ ...typed, text: currentTarget.value })}
      />
      <TextField
        label={t('reason')}
        hint={t('reasonHint')}
        required
        maxLength={500}
        value={typed.reason}
        onChange={({ currentTarget }) => setTyped({ ...typed, reason: currentTarget.value })}
      />
      <EntryNotice entry={entry} />
      <div className={classes.choices}>
        <Button kind="primary" disabled={missing || entry.unsent} busy={entry.saving} onClick={() => void add()}>
          {t('save')}
        </Button>
        <Button kind="quiet" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
