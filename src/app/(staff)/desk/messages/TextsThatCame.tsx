'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { formatDateTime } from '#words/time.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import classes from '../../keeping/keeping.module.css'
import { ListStates } from '../../keeping/ListStates.tsx'
import { usePlace } from '../../practitioner/use-place.ts'

const PAGE = 10

/** What people wrote back, for those who treat; also that of which nobody knows whose it is. */
export const TextsThatCame = () => {
  const t = useTranslations('message.came')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const place = usePlace()
  const asked = { limit: PAGE }
  const list = useInfiniteQuery({
    queryKey: trpc.incomingText.list.infiniteQueryKey(asked),
    queryFn: ({ pageParam, signal }) => api.incomingText.list.query({ ...asked, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const texts = list.data?.pages.flatMap((page) => page.texts) ?? []
  return (
    <section className={classes.section} aria-labelledby="texts-that-came">
      <h2 id="texts-that-came">{t('title')}</h2>
      <ListStates list={list} count={texts.length} empty={<EmptyState title={t('none')} />}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('from')}</th>
              <th scope="col">{t('text')}</th>
              <th scope="col">{t('when')}</th>
            </tr>
          </thead>
          <tbody>
            {texts.map(({ id, fromNumber, patientName, text, receivedIso }) => (
              <tr key={id}>
                <th scope="row">
                  <bdi className={classes.person}>{patientName ?? t('whose')}</bdi>
                  <span className={classes.quiet}>{fromNumber}</span>
                </th>
                <td data-label={t('text')}>
                  <bdi>{text}</bdi>
                </td>
                <td data-label={t('when')}>{formatDateTime(Date.parse(receivedIso), place)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ListStates>
    </section>
  )
}
