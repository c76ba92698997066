'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { unaccounted } from '#domain/lot/recall-case.ts'
import type { Call, RecallCase } from '#features/recall/schema.ts'
import { Button, LinkButton } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { ApiErrorState } from '../../../../providers/ApiProblem.tsx'
import { problemOf } from '../../../../providers/problem.ts'
import { useTRPC } from '../../../../providers/trpc.ts'
import { KeepingFrame } from '../../../keeping/KeepingFrame.tsx'
import { usePanel } from '../../../keeping/use-panel.ts'
import classes from '../recalls.module.css'
import { AttemptPanel } from './AttemptPanel.tsx'
import { Calls } from './Calls.tsx'
import { MessagePanel } from './MessagePanel.tsx'
import { RecallFacts } from './RecallFacts.tsx'
import { RecallLots } from './RecallLots.tsx'
import { RecallVisits } from './RecallVisits.tsx'
import { SignOffPanel } from './SignOffPanel.tsx'
import { useAttempt } from './use-attempt.ts'

interface RecallScreenProps {
  recallId: string
  mayDecide: boolean
}

/** A recall or a drill from the notice to its end: how it stands, its lots, whom to tell, the visits. */
export const RecallScreen = ({ recallId, mayDecide }: RecallScreenProps) => {
  const t = useTranslations('recall')
  const trpc = useTRPC()
  const found = useQuery(trpc.recall.get.queryOptions({ recallId }))
  const panel = usePanel()
  const attempt = useAttempt(panel)
  const recall = found.data
  if (recall === undefined) return <Absent found={found} />
  const named = recall.reference === '' ? t(`kind.${recall.kind}`) : `${t(`kind.${recall.kind}`)} ${recall.reference}`
  return (
    <KeepingFrame
      title={named}
      intro={recall.reason}
      backTo={{ href: '/stock/recalls', name: t('toList') }}
      aside={mayDecide ? <Actions recall={recall} panel={panel} /> : undefined}
      panel={<OpenPanel recall={recall} panel={panel} person={attempt.person} />}
    >
      <RecallFacts recall={recall} />
      <div className={classes.actions}>
        <LinkButton href={`/api/trace/recall?id=${recallId}&as=csv`}>{t('export.csv')}</LinkButton>
        <LinkButton href={`/api/trace/recall?id=${recallId}&as=pdf`}>{t('export.pdf')}</LinkButton>
      </div>
      <RecallLots recall={recall} mayDecide={mayDecide} />
      <Calls recallId={recallId} onWrite={attempt.open} openId={attempt.person?.patientId ?? null} />
      <RecallVisits recallId={recallId} count={recall.now.visits} />
    </KeepingFrame>
  )
}

interface ActionsProps {
  recall: RecallCase
  panel: ReturnType<typeof usePanel>
}

const Actions = ({ recall, panel }: ActionsProps) => {
  const t = useTranslations('recall')
  const isDrill = recall.kind === 'drill'
  return (
    <div className={classes.actions}>
      {isDrill ? null : (
        <Button aria-expanded={panel.open === 'text'} onClick={panel.opener('text')}>
          {t('text.open')}
        </Button>
      )}
      {recall.closed === null ? (
        <Button
          kind={unaccounted(recall.now.people) === 0 || isDrill ? 'primary' : 'plain'}
          aria-expanded={panel.open === 'sign-off'}
          onClick={panel.opener('sign-off')}
        >
          {t(isDrill ? 'signOff.drillOpen' : 'signOff.open')}
        </Button>
      ) : null}
    </div>
  )
}

const OpenPanel = ({ recall, panel, person }: ActionsProps & { person: Call | null }) => {
  if (person !== null)
    return <AttemptPanel key={person.patientId} recallId={recall.id} person={person} onClose={panel.close} />
  if (panel.open === 'text') return <MessagePanel recallId={recall.id} onClose={panel.close} />
  if (panel.open === 'sign-off' && recall.closed === null) return <SignOffPanel recall={recall} onClose={panel.close} />
  return null
}

interface AbsentProps {
  found: { isError: boolean; isFetching: boolean; error: unknown; refetch: () => unknown }
}

/** Not there yet, not there at all, or not to be had just now. */
const Absent = ({ found }: AbsentProps) => {
  const t = useTranslations('recall')
  const nowhere = found.isError && ['not-found', 'malformed'].includes(problemOf(found.error))
  return (
    <KeepingFrame title={t('kind.recall')} intro="" backTo={{ href: '/stock/recalls', name: t('toList') }}>
      {nowhere ? <EmptyState title={t('refused.not-found')} icon="search" /> : null}
      {found.isError && !nowhere ? (
        <ApiErrorState error={found.error} onTryAgain={() => void found.refetch()} busy={found.isFetching} />
      ) : null}
      {found.isError ? null : <LoadingRows rows={8} />}
    </KeepingFrame>
  )
}
