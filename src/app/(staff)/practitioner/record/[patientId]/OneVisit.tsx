'use client'

import { useQuery } from '@tanstack/react-query'
import { NotYet } from '../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import { RecordRead } from '../../RecordRead.tsx'
import { VisitAnswers } from '../../VisitAnswers.tsx'

/** One visit of a record, asked for when it is opened: who reads it is written down. */
export const OneVisit = ({ encounterId }: { encounterId: string }) => {
  const trpc = useTRPC()
  const record = useQuery(trpc.clinicalNote.record.queryOptions({ encounterId }))
  if (record.data !== undefined)
    return (
      <>
        <RecordRead record={record.data} />
        <VisitAnswers encounterId={encounterId} />
      </>
    )
  return <NotYet query={record} rows={3} />
}
