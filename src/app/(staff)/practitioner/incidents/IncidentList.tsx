'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { GRADES } from '#domain/incident/incident.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { formatDateTime } from '#words/time.ts'
import { NotYet } from '../../../providers/ApiProblem.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import { usePlace } from '../use-place.ts'
import classes from './incidents.module.css'
import { useKindWords } from './use-kind-words.ts'

const PAGE = 50

/** Incidents, the latest first. */
export const IncidentList = ({ all }: { all: boolean }) => {
  const t = useTranslations('safety.incident')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useInfiniteQuery({
    queryKey: trpc.incident.list.infiniteQueryKey({ limit: PAGE }),
    queryFn: ({ pageParam, signal }) => api.incident.list.query({ limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const incidents = list.data?.pages.flatMap((page) => page.incidents)
  return (
    <div className={classes.page}>
      <PageTitle subtitle={t(all ? 'listHintAll' : 'listHint')}>{t('list')}</PageTitle>
      {incidents === undefined ? (
        <NotYet query={list} rows={5} />
      ) : incidents.length === 0 ? (
        <EmptyState icon="check" title={t('empty')}>
          {t('emptyHint')}
        </EmptyState>
      ) : (
        <ul className={classes.rows}>
          {incidents.map((incident) => (
            <Row key={incident.id} incident={incident} />
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <div>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

interface RowProps {
  incident: {
    id: string
    kind: string
    at: string
    description: string
    patientName: string | null
    practitionerName: string
    roomName: string | null
    injury: { sourceDecided: boolean } | null
    grade: string | null
    actuality: string | null
    written: boolean
  }
}

const Row = ({ incident }: RowProps) => {
  const t = useTranslations('safety.incident')
  const place = usePlace()
  const kindWords = useKindWords()
  const grade = GRADES.find((one) => one === incident.grade)
  const facts = [
    formatDateTime(Date.parse(incident.at), place),
    incident.patientName,
    incident.roomName,
    incident.practitionerName,
  ].filter((fact) => fact !== null)
  return (
    <li className={classes.row}>
      <Link
        href={incident.injury === null ? `/practitioner/incidents/${incident.id}` : '/stock/injuries'}
        prefetch={false}
      >
        {incident.injury === null ? kindWords(incident.kind) : t('injury')}
      </Link>
      <span className={classes.quiet}>{facts.join(' · ')}</span>
      <span>{incident.description}</span>
      <span className={classes.quiet}>
        {incident.injury !== null
          ? t(incident.injury.sourceDecided ? 'sourceDecided' : 'sourceOpen')
          : incident.written
            ? grade === undefined
              ? t('near-miss')
              : t(`grade.${grade}`)
            : t('notWritten')}
      </span>
    </li>
  )
}
