'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { pickableAreas } from '#domain/body/area.ts'
import type { IncidentOutput, ReportInput } from '#features/incident/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { ApiErrorState } from '../../../../providers/ApiProblem.tsx'
import { useTRPC, useTRPCClient } from '../../../../providers/trpc.ts'
import { EntryNotice } from '../../visit/[appointmentId]/EntryNotice.tsx'
import { useEntry } from '../../visit/[appointmentId]/use-entry.ts'
import classes from '../incidents.module.css'
import { ReportFields } from '../ReportFields.tsx'
import { emptyReport } from '../report-draft.ts'
import { useKindWords } from '../use-kind-words.ts'
import { ReportSheet } from './ReportSheet.tsx'

/** One incident: the sheet that can be printed, and its form. */
export const IncidentScreen = ({ incidentId, nowMs }: { incidentId: string; nowMs: number }) => {
  const t = useTranslations('safety.incident')
  const trpc = useTRPC()
  const kindWords = useKindWords()
  const incident = useQuery(trpc.incident.get.queryOptions({ incidentId }))
  const [writing, setWriting] = useState(false)
  const { data, error } = incident
  return (
    <div className={classes.page}>
      <Link className={`${classes.link} ${classes.screenOnly}`} href="/practitioner/incidents" prefetch={false}>
        {t('back')}
      </Link>
      <PageTitle>{data === undefined ? t('title') : kindWords(data.kind)}</PageTitle>
      {data !== undefined ? (
        <>
          <ReportSheet incident={data} />
          {writing ? (
            <ReportForm incident={data} nowMs={nowMs} onDone={() => setWriting(false)} />
          ) : (
            <div className={`${classes.actions} ${classes.screenOnly}`}>
              <Button kind={data.reports.length === 0 ? 'primary' : 'plain'} onClick={() => setWriting(true)}>
                {t(data.reports.length === 0 ? 'writeForm' : 'change')}
              </Button>
              <Button onClick={() => window.print()}>{t('print')}</Button>
            </div>
          )}
        </>
      ) : error === null ? (
        <LoadingRows rows={8} />
      ) : (
        <ApiErrorState error={error} onTryAgain={() => void incident.refetch()} busy={incident.isFetching} />
      )}
    </div>
  )
}

/** The form with what its latest version says; the hold is asked for anew, for it has been placed. */
const draftOf = ({ reports }: IncidentOutput): ReportInput => {
  const [latest] = reports
  if (latest === undefined) return emptyReport([])
  const { actuality, grade, causality, onset, done, outcome, areaIds, lotId } = latest
  return { actuality, grade, causality, onset, done, outcome, areaIds, lotId, hold: null } as ReportInput
}

interface ReportFormProps {
  incident: IncidentOutput
  nowMs: number
  onDone: () => void
}

const ReportForm = ({ incident, nowMs, onDone }: ReportFormProps) => {
  const t = useTranslations('safety.incident')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const queries = useQueryClient()
  const body = useQuery(trpc.bodyArea.list.queryOptions(undefined, { staleTime: 3_600_000 }))
  const visitOfIt = useQuery(
    trpc.encounter.visit.queryOptions({ appointmentId: incident.appointmentId }, { retry: false }),
  )
  const [report, setReport] = useState(() => draftOf(incident))
  const entry = useEntry((input: Parameters<typeof api.incident.writeReport.mutate>[0]) =>
    api.incident.writeReport.mutate(input),
  )
  const procedures = visitOfIt.data?.procedures ?? []
  const visit = {
    ...{ encounterId: incident.encounterId, nowMs, mayHold: true, areas: pickableAreas(body.data?.areas ?? []) },
    areaIds: [...new Set([...report.areaIds, ...procedures.map(({ areaId }) => areaId)])],
    lots: (visitOfIt.data?.lots ?? []).map(({ lotId, productName, lotNumber }) => ({ lotId, productName, lotNumber })),
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const version = incident.reports[0]?.version ?? 0
    const saved = await entry.send({ incidentId: incident.id, version, report })
    if (saved === null) return
    await queries.invalidateQueries(trpc.incident.pathFilter())
    onDone()
  }
  return (
    <form className={`${classes.form} ${classes.screenOnly}`} onSubmit={(event) => void save(event)} noValidate>
      <ReportFields visit={visit} report={report} onChange={setReport} />
      <EntryNotice entry={entry} />
      <div className={classes.actions}>
        <Button kind="primary" type="submit" busy={entry.saving} disabled={entry.unsent}>
          {t('saveForm')}
        </Button>
      </div>
    </form>
  )
}
