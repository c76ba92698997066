'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import { NotYet } from '../../../providers/ApiProblem.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import { RecordRead } from '../RecordRead.tsx'
import classes from '../record.module.css'
import { EntryNotice } from '../visit/[appointmentId]/EntryNotice.tsx'
import { useEntry } from '../visit/[appointmentId]/use-entry.ts'

/** One record with the place for a second name. */
export const CoSignNote = ({ encounterId }: { encounterId: string }) => {
  const t = useTranslations('note.cosign')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const queries = useQueryClient()
  const record = useQuery(
    trpc.clinicalNote.record.queryOptions({ encounterId }, { staleTime: Number.POSITIVE_INFINITY }),
  )
  const [remark, setRemark] = useState('')
  const entry = useEntry((input: Parameters<typeof api.clinicalNote.cosign.mutate>[0]) =>
    api.clinicalNote.cosign.mutate(input),
  )
  const cosign = async () => {
    const saved = await entry.send({ encounterId, remark })
    if (saved !== null) await queries.invalidateQueries(trpc.clinicalNote.toCosign.pathFilter())
  }
  if (record.data === undefined) return <NotYet query={record} rows={3} />
  return (
    <>
      <RecordRead record={record.data} />
      {record.data.mayCosign ? (
        <div className={classes.beside}>
          <TextField
            label={t('remark')}
            maxLength={2000}
            value={remark}
            onChange={({ currentTarget }) => setRemark(currentTarget.value)}
          />
          <EntryNotice entry={entry} />
          <Button kind="primary" disabled={entry.unsent} busy={entry.saving} onClick={() => void cosign()}>
            {t('button')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
