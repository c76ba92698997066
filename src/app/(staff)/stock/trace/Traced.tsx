'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import type { Trace, TraceRow } from '#features/trace/schema.ts'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { LinkButton } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { formatDate } from '#words/time.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import settings from '../../keeping/keeping.module.css'
import { ListStates } from '../../keeping/ListStates.tsx'
import { usePlace } from '../../practitioner/use-place.ts'
import classes from '../recalls/recalls.module.css'
import { TraceLine } from './TraceLine.tsx'
import { fileOf, type Wanted } from './wanted.ts'

const PAGE = 50
type Cursor = Trace['next']

/** What was found, and the same as a file for an inspector. */
export const Traced = ({ wanted }: { wanted: Wanted }) => {
  const t = useTranslations('recall')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const ask = (cursor: Cursor, signal: AbortSignal): Promise<Trace> => {
    const page = { limit: PAGE, cursor }
    if (wanted.by === 'lot') return api.trace.lot.query({ lotId: wanted.lotId, ...page }, { signal })
    if (wanted.by === 'person') return api.trace.person.query({ patientId: wanted.patientId, ...page }, { signal })
    const { practitionerId, date } = wanted
    return api.trace.day.query({ practitionerId, date, ...page }, { signal })
  }
  const list = useInfiniteQuery({
    queryKey: [...trpc.trace.pathKey(), wanted],
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: null as Cursor,
    getNextPageParam: ({ next }) => next,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const [head] = list.data?.pages ?? []
  return (
    <section className={settings.section} aria-label={t('trace.found')}>
      {head === undefined ? null : <Head wanted={wanted} head={head} />}
      <ListStates
        list={list}
        count={rows.length}
        empty={<EmptyState title={t('trace.empty')}>{t('trace.emptyHint')}</EmptyState>}
      >
        <Rows rows={rows} />
      </ListStates>
    </section>
  )
}

const Head = ({ wanted, head }: { wanted: Wanted; head: Trace }) => {
  const t = useTranslations('recall')
  const { locale } = usePlace()
  const number = useLotNumber()
  const title =
    wanted.by === 'lot'
      ? t('trace.ofLot', { name: number.named(head.title === '' ? null : head.title) })
      : wanted.by === 'person'
        ? t('trace.ofPerson', { name: head.title })
        : t('trace.ofDay', { name: head.title, date: formatDate(wanted.date, locale, 'long') })
  return (
    <>
      <h2>{title}</h2>
      {wanted.by === 'lot' ? <p className={settings.quiet}>{head.detail}</p> : null}
      {wanted.by === 'person' && head.detail !== '' ? (
        <p className={settings.quiet}>{t('trace.born', { date: formatDate(head.detail, locale) })}</p>
      ) : null}
      <div className={classes.actions}>
        <LinkButton href={fileOf(wanted, 'csv')}>{t('export.csv')}</LinkButton>
        <LinkButton href={fileOf(wanted, 'pdf')}>{t('export.pdf')}</LinkButton>
      </div>
    </>
  )
}

const Rows = ({ rows }: { rows: readonly TraceRow[] }) => {
  const t = useTranslations('recall.trace')
  return (
    <table className={settings.table}>
      <thead>
        <tr>
          <th scope="col">{t('person')}</th>
          <th scope="col">{t('used')}</th>
          <th scope="col">{t('by_')}</th>
          <th scope="col">{t('lot')}</th>
          <th scope="col" data-number="true">
            {t('needles')}
          </th>
          <th scope="col">{t('opened')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TraceLine key={`${row.encounterId} ${row.lotId}`} row={row} />
        ))}
      </tbody>
    </table>
  )
}
