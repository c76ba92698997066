'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import type { z } from 'zod'
import { localDateOf } from '#domain/time/zone.ts'
import type { previewInput, TouchedVisit } from '#features/recovery-rule/schema.ts'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { formatDateTime } from '#words/time.ts'
import { ApiErrorState } from '../../providers/ApiProblem.tsx'
import { useTRPC, useTRPCClient } from '../../providers/trpc.ts'
import { MoreRows } from '../MoreRows.tsx'
import classes from './rest.module.css'
import type { Place } from './use-rest-words.ts'

export type Change = Omit<z.input<typeof previewInput>, 'limit' | 'cursor'>

const PAGE = 10

/** Which coming visits a change would touch, before anybody approves it: whose, when, with whom, where, by how much. */
export const TouchedVisits = ({ change, place }: { change: Change; place: Place }) => {
  const t = useTranslations('recovery.preview')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useInfiniteQuery({
    queryKey: [...trpc.recoveryRule.preview.pathKey(), 'pages', change],
    queryFn: ({ pageParam, signal }) =>
      api.recoveryRule.preview.query({ ...change, limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: null as Cursor,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const visits = list.data?.pages.flatMap((page) => page.visits) ?? []
  return (
    <section className={classes.preview} aria-label={t('title')} aria-live="polite">
      <h3>{t('title')}</h3>
      {list.isPending ? <LoadingRows rows={3} /> : null}
      {list.isError && visits.length === 0 ? (
        <ApiErrorState error={list.error} onTryAgain={() => void list.refetch()} busy={list.isFetching} />
      ) : null}
      {list.isSuccess && visits.length === 0 && !list.hasNextPage ? <p className={classes.quiet}>{t('none')}</p> : null}
      {visits.length > 0 ? <p className={classes.quiet}>{t('what')}</p> : null}
      <ul className={classes.touched}>
        {visits.map((visit) => (
          <li key={visit.appointmentId}>
            <Touched visit={visit} place={place} />
          </li>
        ))}
      </ul>
      <MoreRows list={list} />
      <p className={classes.quiet}>{t('past')}</p>
    </section>
  )
}

type Cursor = { startIso: string; appointmentId: string } | null

const HOUR = 60
const DAY = 24 * HOUR

/** "2 days 14 hours": how much too early. */
const useHowMuch = () => {
  const t = useTranslations('recovery.preview')
  return (minutes: number): string => {
    const [days, hours] = [Math.floor(minutes / DAY), Math.floor((minutes % DAY) / HOUR)]
    if (days + hours === 0) return t('minutes', { minutes })
    const parts = [...(days > 0 ? [t('days', { days })] : []), ...(hours > 0 ? [t('hours', { hours })] : [])]
    return parts.join(' ')
  }
}

const Touched = ({ visit, place }: { visit: TouchedVisit; place: Place }) => {
  const t = useTranslations('recovery.preview')
  const howMuch = useHowMuch()
  const startMs = Date.parse(visit.startIso)
  const when = { locale: place.locale, zone: visit.timeZone }
  return (
    <>
      <p className={classes.what}>
        <Link href={`/desk?date=${localDateOf(startMs, visit.timeZone)}`} target="_blank" prefetch={false}>
          {formatDateTime(startMs, when, { nowMs: place.nowMs })}
        </Link>
        <bdi>{visit.patient.name}</bdi>
      </p>
      <p className={classes.quiet}>{`${visit.serviceName} · ${visit.practitionerName}`}</p>
      {visit.areas.map(({ name, afterIso, untilIso, tooEarlyMinutes }) => (
        <p key={name} className={classes.why}>
          {t('tooEarly', {
            area: name,
            by: howMuch(tooEarlyMinutes),
            until: formatDateTime(Date.parse(untilIso), when, { nowMs: place.nowMs }),
            after: formatDateTime(Date.parse(afterIso), when, { nowMs: place.nowMs }),
          })}
        </p>
      ))}
    </>
  )
}
