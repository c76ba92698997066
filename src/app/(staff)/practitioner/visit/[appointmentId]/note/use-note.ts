'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { mergedNotes, type NotePart, type NoteWords, partsThatDiffer } from '#domain/encounter/note.ts'
import type { NoteOfVisit } from '#features/clinical-note/schema.ts'
import { useTRPC, useTRPCClient } from '../../../../../providers/trpc.ts'
import { useEntry, useLeaveWarning } from '../use-entry.ts'
import { useVisit } from '../visit-context.ts'

const PAUSE_MS = 1_200

interface Written {
  readonly words: NoteWords
  /** What the server has, as far as is known here. */
  readonly base: NoteWords
  readonly version: number
}

const differs = (one: NoteWords, other: NoteWords): boolean => partsThatDiffer(one, other).length > 0

/** What to show once the server has something newer: both together, or as it was where somebody has to decide first. */
const caughtUp = (written: Written, { words: theirs, version }: NoteOfVisit): Written | readonly NotePart[] => {
  const { words, clashes } = mergedNotes(written.base, written.words, theirs)
  return clashes.length > 0 ? clashes : { words, base: theirs, version }
}

/**
 * The note as it is being written: saved after each pause, one after the other. What somebody else wrote meanwhile comes
 * in by itself where it touches nothing that was typed here; else saving waits until it is said what stays.
 */
export const useNote = (note: NoteOfVisit) => {
  const { setNoteUnsaved } = useVisit()
  const api = useTRPCClient()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [written, setWritten] = useState<Written>({ words: note.words, base: note.words, version: note.version })
  const entry = useEntry(
    (input: Parameters<typeof api.clinicalNote.write.mutate>[0]) => api.clinicalNote.write.mutate(input),
    { inTurn: true },
  )
  const newer = note.version > written.version && !entry.saving ? caughtUp(written, note) : null
  if (newer !== null && 'words' in newer) setWritten(newer)
  const clashes = newer !== null && !('words' in newer) ? newer : []
  const unsaved = differs(written.words, written.base)
  useLeaveWarning(unsaved)
  useEffect(() => setNoteUnsaved(unsaved), [unsaved, setNoteUnsaved])
  const save = async ({ words, version }: Written) => {
    const saved = await entry.send({ encounterId: note.encounterId ?? '', version, words })
    if (saved !== null) setWritten((now) => ({ ...now, base: words, version: saved.version }))
    await queries.invalidateQueries(trpc.clinicalNote.ofVisit.pathFilter())
  }
  const latest = useRef(() => {})
  const waits = unsaved && clashes.length === 0 && entry.error === null
  useEffect(() => {
    latest.current = () => void (waits && save(written))
  })
  const { words } = written
  const pending = waits ? words : null
  useEffect(() => {
    if (pending === null) return
    const timer = window.setTimeout(() => latest.current(), PAUSE_MS)
    return () => window.clearTimeout(timer)
  }, [pending])
  return {
    words,
    version: written.version,
    unsaved,
    clashes,
    entry,
    saveNow: () => latest.current(),
    write: (next: Partial<NoteWords>) => {
      if (entry.error !== null && !entry.unsent) entry.forget()
      setWritten((now) => ({ ...now, words: { ...now.words, ...next } }))
    },
    /** Ends a clash: these words stand, over what is there now. */
    decide: (decided: NoteWords) => {
      entry.forget()
      setWritten({ words: decided, base: note.words, version: note.version })
    },
  }
}

export type NoteDraft = ReturnType<typeof useNote>
