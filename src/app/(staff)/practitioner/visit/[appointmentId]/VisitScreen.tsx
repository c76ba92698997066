'use client'

import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { pickableAreas } from '#domain/body/area.ts'
import { LinkButton } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { useClock } from '#ui/kit/use-clock.ts'
import { VisuallyHidden } from '#ui/kit/VisuallyHidden.tsx'
import { ApiErrorState } from '../../../../providers/ApiProblem.tsx'
import { isFinal, problemOf } from '../../../../providers/problem.ts'
import { useTRPC } from '../../../../providers/trpc.ts'
import { useHeadHeight } from './use-head-height.ts'
import { useStayPut } from './use-stay-put.ts'
import { VisitOpen } from './VisitOpen.tsx'
import classes from './visit.module.css'

interface VisitScreenProps {
  appointmentId: string
  serverNowMs: number
}

/** One visit, from who is there to its completion. */
export const VisitScreen = ({ appointmentId, serverNowMs }: VisitScreenProps) => {
  const t = useTranslations('practitioner.visit')
  const trpc = useTRPC()
  const nowMs = useClock(serverNowMs)
  const screen = useRef<HTMLDivElement>(null)
  useHeadHeight(screen)
  useStayPut(screen)
  const visit = useQuery(trpc.encounter.visit.queryOptions({ appointmentId }))
  const body = useQuery(trpc.bodyArea.list.queryOptions(undefined, { staleTime: 3_600_000 }))
  const failed = visit.data === undefined ? visit : body
  return (
    <div className={classes.screen} ref={screen}>
      {visit.data !== undefined && body.data !== undefined ? (
        <VisitOpen
          key={visit.data.encounter?.id ?? 'not-started'}
          data={visit.data}
          areas={pickableAreas(body.data.areas)}
          nowMs={nowMs}
        />
      ) : failed.error === null ? (
        <Loading title={t('patientBar')} />
      ) : (
        <div>
          <PageTitle>{t('patientBar')}</PageTitle>
          {isFinal(failed.error) && problemOf(failed.error) === 'not-found' ? (
            <Gone />
          ) : (
            <ApiErrorState
              error={failed.error}
              onTryAgain={() => void Promise.all([visit.refetch(), body.refetch()])}
              busy={failed.isFetching}
            />
          )}
        </div>
      )}
    </div>
  )
}

const Gone = () => {
  const t = useTranslations('practitioner.visit')
  return (
    <EmptyState icon="slash" title={t('gone')} action={<LinkButton href="/practitioner">{t('toDay')}</LinkButton>} />
  )
}

/** What failed is asked for again by itself: the page keeps its heading meanwhile. */
const Loading = ({ title }: { title: string }) => (
  <>
    <h1>
      <VisuallyHidden>{title}</VisuallyHidden>
    </h1>
    <div className={classes.barBone} aria-hidden="true" />
    <LoadingRows rows={7} />
  </>
)
