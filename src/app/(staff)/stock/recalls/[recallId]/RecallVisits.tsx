'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import type { RecallVisit } from '#features/recall/schema.ts'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { Icon } from '#ui/kit/Icon.tsx'
import { formatDate, formatDateTime } from '#words/time.ts'
import { useTRPC, useTRPCClient } from '../../../../providers/trpc.ts'
import settings from '../../../keeping/keeping.module.css'
import { ListStates } from '../../../keeping/ListStates.tsx'
import { usePlace } from '../../../practitioner/use-place.ts'
import classes from '../recalls.module.css'

const PAGE = 50

/** Every visit that a lot of the recall reached, the latest first. */
export const RecallVisits = ({ recallId, count }: { recallId: string; count: number }) => {
  const t = useTranslations('recall.visits')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useInfiniteQuery({
    queryKey: trpc.recall.visits.infiniteQueryKey({ recallId, limit: PAGE }),
    queryFn: ({ pageParam, signal }) =>
      api.recall.visits.query({ recallId, limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: null as { encounterId: string; lotId: string } | null,
    getNextPageParam: ({ next }) => next,
  })
  const visits = list.data?.pages.flatMap((page) => page.visits) ?? []
  return (
    <section className={settings.section} aria-labelledby="recall-visits">
      <h2 id="recall-visits">{t('title', { count })}</h2>
      <ListStates list={list} count={visits.length} empty={null}>
        <table className={settings.table}>
          <thead>
            <tr>
              <th scope="col">{t('person')}</th>
              <th scope="col">{t('used')}</th>
              <th scope="col">{t('by')}</th>
              <th scope="col">{t('lot')}</th>
              <th scope="col" data-number="true">
                {t('needles')}
              </th>
              <th scope="col">{t('standing')}</th>
            </tr>
          </thead>
          <tbody>
            {visits.map((visit) => (
              <VisitRow key={`${visit.encounterId} ${visit.lotId}`} visit={visit} />
            ))}
          </tbody>
        </table>
      </ListStates>
    </section>
  )
}

const VisitRow = ({ visit }: { visit: RecallVisit }) => {
  const t = useTranslations()
  const place = usePlace()
  const number = useLotNumber()
  return (
    <tr>
      <th scope="row">
        <Link className={classes.link} href={`/stock/trace?person=${visit.patientId}`} prefetch={false}>
          <bdi>{visit.name}</bdi>
        </Link>
        <span className={classes.under}>
          {visit.erased
            ? t('recall.visits.erasedPerson')
            : visit.birthDate === null
              ? null
              : t('common.bornOn', { date: formatDate(visit.birthDate, place.locale) })}
        </span>
      </th>
      <td data-label={t('recall.visits.used')}>
        <span className={settings.contact}>
          {formatDateTime(Date.parse(visit.usedIso), place)}
          {visit.deviation ? (
            <span className={settings.deviation}>
              <Icon name="alert" size={14} />
              {t('stock.deviation')}
            </span>
          ) : null}
        </span>
      </td>
      <td data-label={t('recall.visits.by')}>
        <bdi>{visit.practitionerName}</bdi>
      </td>
      <td data-label={t('recall.visits.lot')}>{number.alone(visit.lotNumber)}</td>
      <td data-label={t('recall.visits.needles')} data-number="true">
        {visit.needles ?? t('recall.visits.notCounted')}
      </td>
      <td data-label={t('recall.visits.standing')}>{t(`recall.standing.${visit.standing}`)}</td>
    </tr>
  )
}
