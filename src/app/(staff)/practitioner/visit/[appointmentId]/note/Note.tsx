'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { NotYet } from '../../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../../providers/trpc.ts'
import { Part } from '../Part.tsx'
import { useVisit } from '../visit-context.ts'
import { LastVisit } from './LastVisit.tsx'
import { NoteFields } from './NoteFields.tsx'
import { NoteRead } from './NoteRead.tsx'
import classes from './note.module.css'

/** The visit's note, with the record of the visit before beside it. */
export const Note = () => {
  const t = useTranslations('note')
  const { data } = useVisit()
  return <Part part="note">{data.mayTreat ? <NoteOfVisit /> : <p className={classes.plain}>{t('notYours')}</p>}</Part>
}

const NoteOfVisit = () => {
  const trpc = useTRPC()
  const { data, treats } = useVisit()
  const note = useQuery(trpc.clinicalNote.ofVisit.queryOptions({ appointmentId: data.visit.appointmentId }))
  if (note.data === undefined) return <NotYet query={note} rows={4} />
  const { signature, lastEncounterId } = note.data
  return (
    <div className={classes.beside}>
      <div className={classes.columns}>
        <div className={classes.writing}>
          {treats && signature === null ? <NoteFields note={note.data} /> : <NoteRead note={note.data} />}
        </div>
        <LastVisit encounterId={lastEncounterId} />
      </div>
    </div>
  )
}
