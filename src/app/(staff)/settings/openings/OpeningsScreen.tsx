'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import classes from '../../keeping/keeping.module.css'
import { ListStates } from '../../keeping/ListStates.tsx'
import { SettingsFrame } from '../SettingsFrame.tsx'
import { OpeningCard } from './OpeningCard.tsx'
import cards from './openings.module.css'

const PAGE = 25

/** Records that were opened outside somebody's care: what waits for a look, and what was found. */
export const OpeningsScreen = () => {
  const t = useTranslations('glass.review')
  return (
    <SettingsFrame title={t('title')} intro={t('intro')}>
      <Openings reviewed={false} />
      <Openings reviewed={true} />
    </SettingsFrame>
  )
}

const Openings = ({ reviewed }: { reviewed: boolean }) => {
  const t = useTranslations('glass.review')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useInfiniteQuery({
    queryKey: trpc.breakGlass.openings.queryKey({ reviewed, limit: PAGE }),
    queryFn: ({ pageParam, signal }) =>
      api.breakGlass.openings.query({ reviewed, limit: PAGE, offset: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ nextOffset }) => nextOffset,
  })
  const openings = list.data?.pages.flatMap((page) => page.openings) ?? []
  const title = reviewed ? t('done') : t('waiting')
  const empty = reviewed ? (
    <EmptyState title={t('emptyDone')} />
  ) : (
    <EmptyState icon="check" title={t('emptyWaiting')}>
      {t('emptyWaitingHint')}
    </EmptyState>
  )
  return (
    <section className={classes.section} aria-label={title}>
      <h2>{title}</h2>
      <ListStates list={list} count={openings.length} empty={empty}>
        <ul className={cards.list}>
          {openings.map((opening) => (
            <OpeningCard key={opening.id} opening={opening} />
          ))}
        </ul>
      </ListStates>
    </section>
  )
}
