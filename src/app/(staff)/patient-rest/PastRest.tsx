'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { useTRPC, useTRPCClient } from '../../providers/trpc.ts'
import { MoreRows } from '../MoreRows.tsx'
import { HoldRow } from './HoldRow.tsx'
import { LongerRestRow } from './LongerRestRow.tsx'
import classes from './rest.module.css'
import type { Place } from './use-rest-words.ts'

const PAGE = 10
const nothing = () => undefined

/** What was on hold and who rested longer, once somebody asks for it. */
export const PastRest = ({ patientId, place }: { patientId: string; place: Place }) => {
  const t = useTranslations('recovery')
  const [asked, setAsked] = useState(false)
  return (
    <details className={classes.past} onToggle={({ currentTarget }) => setAsked(asked || currentTarget.open)}>
      <summary>{t('earlier')}</summary>
      {asked ? <Past patientId={patientId} place={place} /> : null}
    </details>
  )
}

const Past = ({ patientId, place }: { patientId: string; place: Place }) => {
  const t = useTranslations('recovery')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const page = { patientId, standing: false, limit: PAGE }
  const holds = useInfiniteQuery({
    queryKey: [...trpc.areaHold.list.pathKey(), 'past', patientId],
    queryFn: ({ pageParam, signal }) => api.areaHold.list.query({ ...page, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const rules = useInfiniteQuery({
    queryKey: [...trpc.recoveryRule.ofPatient.pathKey(), 'past', patientId],
    queryFn: ({ pageParam, signal }) => api.recoveryRule.ofPatient.query({ ...page, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const past = holds.data?.pages.flatMap((one) => one.holds) ?? []
  const ended = rules.data?.pages.flatMap((one) => one.rules) ?? []
  if (holds.isPending || rules.isPending) return <LoadingRows rows={2} />
  return (
    <>
      {past.length + ended.length === 0 ? <p className={classes.quiet}>{t('noneEarlier')}</p> : null}
      <ul className={classes.rows}>
        {past.map((hold) => (
          <HoldRow key={hold.id} hold={hold} place={place} mayClear={false} onCleared={nothing} />
        ))}
      </ul>
      <MoreRows list={holds} />
      <ul className={classes.rows}>
        {ended.map((rule) => (
          <LongerRestRow key={rule.id} rule={rule} place={place} mayEnd={false} onEnded={nothing} />
        ))}
      </ul>
      <MoreRows list={rules} />
    </>
  )
}
