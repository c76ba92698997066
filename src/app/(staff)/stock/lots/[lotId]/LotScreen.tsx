'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Trace } from '#features/trace/schema.ts'
import { useLotNumber } from '#ui/clinic/use-lot-number.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { WithPanel } from '#ui/kit/shell/StaffShell.tsx'
import { ApiErrorState } from '../../../../providers/ApiProblem.tsx'
import { problemOf } from '../../../../providers/problem.ts'
import { useTRPC, useTRPCClient } from '../../../../providers/trpc.ts'
import classes from '../../../keeping/keeping.module.css'
import { ListStates } from '../../../keeping/ListStates.tsx'
import { LotFacts } from './LotFacts.tsx'
import { ReachedPeople } from './ReachedPeople.tsx'
import { RecallPanel } from './RecallPanel.tsx'

const PAGE = 50

interface LotScreenProps {
  lotId: string
  mayRecall: boolean
}

/** One lot: what it is, whether it is recalled, and everyone its needles reached. Opening a recall leaves the list in view. */
export const LotScreen = ({ lotId, mayRecall }: LotScreenProps) => {
  const t = useTranslations('stock')
  const number = useLotNumber()
  const trpc = useTRPC()
  const opener = useRef<HTMLDivElement>(null)
  const [recalling, setRecalling] = useState(false)
  const [justRecalled, setJustRecalled] = useState(false)
  const api = useTRPCClient()
  const facts = useQuery(trpc.lot.get.queryOptions({ lotId }))
  const trace = useInfiniteQuery({
    queryKey: [...trpc.trace.pathKey(), 'lot', lotId],
    queryFn: ({ pageParam, signal }) => api.trace.lot.query({ lotId, limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: null as Trace['next'],
    getNextPageParam: ({ next }) => next,
  })
  if (facts.data === undefined) return <LotAbsent query={facts} />
  const { lot, recalls, peopleReached, unknownNumber } = facts.data
  const named = number.named(lot.lotNumber)
  const rows = trace.data?.pages.flatMap((page) => page.rows) ?? []
  const open = recalling && lot.status !== 'recalled'
  const close = () => {
    setRecalling(false)
    opener.current?.querySelector('button')?.focus()
  }
  const panel = open ? (
    <RecallPanel
      lotId={lot.id}
      lotNumber={named}
      onClose={close}
      onRecalled={() => {
        setRecalling(false)
        setJustRecalled(true)
      }}
    />
  ) : null
  return (
    <WithPanel panel={panel} panelLabel={t('recall.title', { lot: named })}>
      <div className={classes.wide}>
        <ToList />
        <PageTitle
          subtitle={`${lot.productName}, ${lot.size}`}
          aside={
            mayRecall && lot.status !== 'recalled' ? (
              <div ref={opener}>
                <Button onClick={() => setRecalling(true)} aria-expanded={open}>
                  {t('recall.open')}
                </Button>
              </div>
            ) : undefined
          }
        >
          {t('lotTitle', { lot: named })}
        </PageTitle>
        {justRecalled ? (
          <Told>
            <Notice tone="done" role="status" title={t('recall.done', { lot: named })}>
              {t('recall.doneHint', { people: peopleReached })}
            </Notice>
          </Told>
        ) : null}
        <LotFacts lot={lot} recalls={recalls} />
        {unknownNumber === null ? null : (
          <Notice tone="due" title={t('unknownNumber.title', { people: unknownNumber.people })}>
            {t('unknownNumber.hint')}{' '}
            <Link className={classes.lotLink} href={`/stock/lots/${unknownNumber.lotId}`} prefetch={false}>
              {t('unknownNumber.open')}
            </Link>
          </Notice>
        )}
        <section className={classes.section} aria-labelledby="reached">
          <h2 id="reached">{t('reached', { count: peopleReached })}</h2>
          <ListStates
            list={trace}
            count={rows.length}
            empty={
              <EmptyState title={t('nobody')} icon="person">
                {t('nobodyHint')}
              </EmptyState>
            }
          >
            <p className={classes.quiet}>{t('reachedVisits', { count: rows.length })}</p>
            <ReachedPeople rows={rows} />
          </ListStates>
        </section>
      </div>
    </WithPanel>
  )
}

/** Takes the focus when it appears: what was pressed before it is gone. */
const Told = ({ children }: { children: ReactNode }) => {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  return (
    <div ref={place} tabIndex={-1} className={classes.told}>
      {children}
    </div>
  )
}

interface LotAbsentProps {
  query: { isError: boolean; isFetching: boolean; error: unknown; refetch: () => unknown }
}

/** Not there yet, not there at all, or not to be had just now. */
const LotAbsent = ({ query }: LotAbsentProps) => {
  const t = useTranslations('stock')
  const nowhere = query.isError && ['not-found', 'malformed'].includes(problemOf(query.error))
  return (
    <div className={classes.wide}>
      <ToList />
      <PageTitle>{t('lot')}</PageTitle>
      {query.isError && !nowhere ? (
        <ApiErrorState error={query.error} onTryAgain={() => void query.refetch()} busy={query.isFetching} />
      ) : null}
      {nowhere ? <EmptyState title={t('notThere')} icon="search" /> : null}
      {query.isError ? null : <LoadingRows rows={8} />}
    </div>
  )
}

const ToList = () => {
  const t = useTranslations('stock')
  return (
    <Link className={classes.back} href="/stock/lots" prefetch={false}>
      <Icon name="back" />
      {t('toList')}
    </Link>
  )
}
