'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { ApiErrorState } from '../../../providers/ApiProblem.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import classes from '../../keeping/keeping.module.css'
import { MoreRows } from '../../MoreRows.tsx'
import { LotTable } from './LotTable.tsx'

const PAGE = 50

/** All lots of the clinic, the first to expire on top. */
export const LotsScreen = ({ mayTrace }: { mayTrace: boolean }) => {
  const t = useTranslations('stock')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useInfiniteQuery({
    queryKey: trpc.lot.list.infiniteQueryKey({ limit: PAGE }),
    queryFn: ({ pageParam, signal }) => api.lot.list.query({ limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const lots = list.data?.pages.flatMap((page) => page.lots) ?? []
  return (
    <div className={classes.wide}>
      <PageTitle subtitle={t('intro')}>{t('title')}</PageTitle>
      {list.isPending ? <LoadingRows rows={10} /> : null}
      {list.isError && lots.length === 0 ? (
        <ApiErrorState error={list.error} onTryAgain={() => void list.refetch()} busy={list.isFetching} />
      ) : null}
      {list.isSuccess && lots.length === 0 ? <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState> : null}
      {lots.length > 0 ? (
        <LotTable lots={lots} hrefOf={(lotId) => `/stock/${mayTrace ? 'lots' : 'book'}/${lotId}`} />
      ) : null}
      <MoreRows list={list} />
    </div>
  )
}
