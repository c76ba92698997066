'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Deed } from '#features/audit-event/schema.ts'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { formatDateTime } from '#words/time.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import classes from '../../keeping/keeping.module.css'
import { ListStates } from '../../keeping/ListStates.tsx'
import { usePlace } from '../../practitioner/use-place.ts'
import { SettingsFrame } from '../SettingsFrame.tsx'
import { EVERYTHING_OPENED, TrailFilters, type Wanted } from './TrailFilters.tsx'

const PAGE = 50

/** Who opened what, the latest first: everybody's for the owner, one's own for who treats. */
export const TrailScreen = ({ everybodys }: { everybodys: boolean }) => {
  const t = useTranslations('trail')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const [wanted, setWanted] = useState<Wanted>(EVERYTHING_OPENED)
  const asked = { ...wanted, limit: PAGE }
  const list = useInfiniteQuery({
    queryKey: trpc.auditEvent.trail.infiniteQueryKey(asked),
    queryFn: ({ pageParam, signal }) => api.auditEvent.trail.query({ ...asked, cursor: pageParam }, { signal }),
    initialPageParam: null as { atIso: string; id: string } | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
  const deeds = list.data?.pages.flatMap((page) => page.deeds) ?? []
  const empty = <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
  return (
    <SettingsFrame title={t('title')} intro={everybodys ? t('intro') : t('introOwn')}>
      <TrailFilters wanted={wanted} people={list.data?.pages[0]?.people ?? []} onChange={setWanted} />
      <ListStates list={list} count={deeds.length} empty={empty}>
        <Deeds deeds={deeds} />
      </ListStates>
    </SettingsFrame>
  )
}

const KNOWN = [
  'open-record',
  'read-record',
  'break-glass',
  'review-break-glass',
  'sign-in',
  'sign-in-refused',
  'sign-out-everywhere',
  'unlock',
  'change-password',
  'set-pin',
  'forget-pin',
] as const

const Deeds = ({ deeds }: { deeds: readonly Deed[] }) => {
  const t = useTranslations('trail')
  const place = usePlace()
  const words = (action: string) => {
    const known = KNOWN.find((one) => one === action)
    return known === undefined ? t('action.other', { code: action }) : t(`action.${known}`)
  }
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('when')}</th>
          <th scope="col">{t('who')}</th>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('whose')}</th>
        </tr>
      </thead>
      <tbody>
        {deeds.map((deed) => (
          <tr key={deed.id}>
            <th scope="row">{formatDateTime(Date.parse(deed.atIso), place)}</th>
            <td data-label={t('who')}>
              <bdi>{deed.byName ?? t('nobody')}</bdi>
            </td>
            <td data-label={t('what')}>{words(deed.action)}</td>
            <td data-label={t('whose')}>{deed.patientName === null ? null : <bdi>{deed.patientName}</bdi>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
