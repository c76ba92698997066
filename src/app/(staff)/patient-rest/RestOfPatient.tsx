'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useKeepFocus } from '#ui/kit/use-keep-focus.ts'
import { ApiErrorState } from '../../providers/ApiProblem.tsx'
import { useTRPC } from '../../providers/trpc.ts'
import { HoldForm } from './HoldForm.tsx'
import { HoldRow } from './HoldRow.tsx'
import { LongerRestForm } from './LongerRestForm.tsx'
import { LongerRestRow } from './LongerRestRow.tsx'
import { PastRest } from './PastRest.tsx'
import classes from './rest.module.css'
import type { Place } from './use-rest-words.ts'

interface RestOfPatientProps {
  patientId: string
  place: Place
  /** What a new hold begins with, such as what is planned today. */
  areaIds?: readonly string[]
}

type Doing = 'nothing' | 'hold' | 'longer'

/** What is on hold for somebody and whether they rest longer; placed, cleared and decided by who treats them. */
export const RestOfPatient = ({ patientId, place, areaIds }: RestOfPatientProps) => {
  const t = useTranslations('recovery')
  const trpc = useTRPC()
  const holds = useQuery(trpc.areaHold.list.queryOptions({ patientId }))
  const rules = useQuery(trpc.recoveryRule.ofPatient.queryOptions({ patientId }))
  const [doing, setDoing] = useState<Doing>('nothing')
  const [told, setTold] = useState<string | null>(null)
  const below = useKeepFocus<HTMLDivElement>(`${doing} ${told}`)
  const failed = holds.isError ? holds : rules
  const done = (words: string) => {
    setDoing('nothing')
    setTold(words)
  }
  if (holds.data === undefined || rules.data === undefined)
    return failed.isError ? (
      <ApiErrorState
        error={failed.error}
        onTryAgain={() => void Promise.all([holds.refetch(), rules.refetch()])}
        busy={failed.isFetching}
      />
    ) : (
      <LoadingRows rows={1} />
    )
  const { mayHold } = holds.data
  const isQuiet = holds.data.holds.length + rules.data.rules.length === 0 && told === null
  return (
    <div className={classes.rest}>
      {isQuiet ? <p className={classes.quiet}>{t('none')}</p> : null}
      <ul className={classes.rows}>
        {holds.data.holds.map((hold) => (
          <HoldRow key={hold.id} hold={hold} place={place} mayClear={mayHold} onCleared={done} />
        ))}
        {rules.data.rules.map((rule) => (
          <LongerRestRow key={rule.id} rule={rule} place={place} mayEnd={rules.data.mayLengthen} onEnded={done} />
        ))}
      </ul>
      <div ref={below} className={classes.below}>
        {told === null ? null : (
          <div tabIndex={-1}>
            <Notice tone="done" role="status" title={told} />
          </div>
        )}
        {doing === 'nothing' && mayHold ? (
          <div className={classes.actions}>
            <Button onClick={() => setDoing('hold')}>{t('hold.place')}</Button>
            <Button onClick={() => setDoing('longer')}>{t('longer.place')}</Button>
          </div>
        ) : null}
      </div>
      {doing === 'hold' ? (
        <HoldForm
          patientId={patientId}
          place={place}
          areaIds={areaIds ?? []}
          onPlaced={done}
          onGiveUp={() => setDoing('nothing')}
        />
      ) : null}
      {doing === 'longer' ? (
        <LongerRestForm patientId={patientId} place={place} onDecided={done} onGiveUp={() => setDoing('nothing')} />
      ) : null}
      <PastRest patientId={patientId} place={place} />
    </div>
  )
}
