'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { everybody, unaccounted } from '#domain/lot/recall-case.ts'
import type { RecallRow } from '#features/recall/schema.ts'
import { LinkButton } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { formatDateTime } from '#words/time.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import settings from '../../keeping/keeping.module.css'
import { ListStates } from '../../keeping/ListStates.tsx'
import { useRows } from '../../keeping/use-rows.ts'
import { usePlace } from '../../practitioner/use-place.ts'
import { StockFrame } from '../StockFrame.tsx'
import classes from './recalls.module.css'
import { useStateWords } from './use-state-words.ts'

/** Recalls and drills, the latest first, with how many people are still to be told. */
export const RecallsScreen = ({ mayOpen }: { mayOpen: boolean }) => {
  const t = useTranslations('recall')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useRows(trpc.recall.list.pathKey(), (page, signal) => api.recall.list.query(page, { signal }))
  const recalls = list.data?.pages.flatMap((page) => page.recalls) ?? []
  return (
    <StockFrame
      title={t('title')}
      intro={t('intro')}
      aside={
        mayOpen ? (
          <div className={classes.actions}>
            <LinkButton kind="primary" href="/stock/recalls/new">
              {t('open')}
            </LinkButton>
            <LinkButton href="/stock/recalls/new?kind=drill">{t('drill')}</LinkButton>
          </div>
        ) : undefined
      }
    >
      <ListStates
        list={list}
        count={recalls.length}
        empty={<EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
      >
        <RecallTable recalls={recalls} />
      </ListStates>
    </StockFrame>
  )
}

const RecallTable = ({ recalls }: { recalls: readonly RecallRow[] }) => {
  const t = useTranslations('recall.column')
  return (
    <table className={settings.table}>
      <thead>
        <tr>
          <th scope="col">{t('notice')}</th>
          <th scope="col">{t('opened')}</th>
          <th scope="col" data-number="true">
            {t('lots')}
          </th>
          <th scope="col" data-number="true">
            {t('people')}
          </th>
          <th scope="col" data-number="true">
            {t('told')}
          </th>
          <th scope="col">{t('state')}</th>
        </tr>
      </thead>
      <tbody>
        {recalls.map((recall) => (
          <Row key={recall.id} recall={recall} />
        ))}
      </tbody>
    </table>
  )
}

const Row = ({ recall }: { recall: RecallRow }) => {
  const t = useTranslations('recall')
  const place = usePlace()
  const state = useStateWords()
  const { id, kind, reason, reference, people } = recall
  return (
    <tr data-off={recall.closedIso !== null && unaccounted(people) === 0}>
      <th scope="row">
        <Link className={classes.link} href={`/stock/recalls/${id}`} prefetch={false}>
          <bdi>{reference === '' ? t(`kind.${kind}`) : `${t(`kind.${kind}`)} ${reference}`}</bdi>
        </Link>
        <span className={classes.under}>
          <bdi>{reason.length > 80 ? `${reason.slice(0, 80)}…` : reason}</bdi>
        </span>
      </th>
      <td data-label={t('column.opened')}>{formatDateTime(Date.parse(recall.openedIso), place)}</td>
      <td data-label={t('column.lots')} data-number="true">
        {recall.lots}
      </td>
      <td data-label={t('column.people')} data-number="true">
        {everybody(people)}
      </td>
      <td data-label={t('column.told')} data-number="true">
        {people.told}
      </td>
      <td data-label={t('column.state')}>{state(kind, recall.closedIso !== null, people)}</td>
    </tr>
  )
}
