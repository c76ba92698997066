'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { formatDateTime } from '#words/time.ts'
import { newId, useDesk } from '../desk-context.ts'
import { type Answer, type Draft, isBegun } from '../draft.ts'
import { focusSoon } from '../focus-soon.ts'
import { PanelHead } from '../PanelHead.tsx'
import classes from '../panel.module.css'
import { PatientFacts } from '../patient/PatientFacts.tsx'
import type { Plan } from '../questions/use-offers.ts'
import { useServices, What } from '../questions/What.tsx'
import { useAreas, Where } from '../questions/Where.tsx'
import { Who } from '../questions/Who.tsx'
import { OneTime } from './OneTime.tsx'
import type { Hold } from './use-hold.ts'
import { useSaveDraft } from './use-save-draft.ts'

// a series is rare, and counts its dates itself
const SeriesPlan = dynamic(() => import('../series/SeriesPlan.tsx').then((part) => part.SeriesPlan), {
  loading: () => <LoadingRows rows={4} />,
})

interface PlanPanelProps {
  draft: Draft
  plan: Plan
  hold: Hold
  /** Puts the draft aside, for another call. */
  onPark: () => void
}

/** A visit being made or moved: four questions in one column, each answered alive by those before it. */
export const PlanPanel = ({ draft, plan, hold, onPark }: PlanPanelProps) => {
  const t = useTranslations('desk')
  const tArrange = useTranslations('arrange')
  const { dispatch, nowMs } = useDesk()
  // asked for now, so that the question stands there when it is reached
  useAreas()
  const [seriesFromMs, setSeriesFromMs] = useState<number | null>(null)
  const several = seriesFromMs !== null
  const saving = useSaveDraft(draft, plan.wanted, hold.keep)
  const onAnswer = (answer: Answer) => {
    saving.reset()
    dispatch({ type: 'answer', requestId: newId(), answer })
  }
  const onSeveral = () => {
    if (several) return setSeriesFromMs(null)
    setSeriesFromMs((plan.chosen ?? draft.wish ?? plan.offers[0])?.startMs ?? nowMs)
    // the one time is let go of
    onAnswer({ wish: null })
  }
  const onStartAgain = () => {
    saving.reset()
    dispatch({ type: 'start-again', requestId: newId() })
    focusSoon('[data-first-focus="true"]')
  }
  const isNew = draft.moving === null
  return (
    <div className={classes.panel}>
      <PanelHead title={t(isNew ? 'panel.new' : 'panel.move')} />
      {isNew ? <Questions draft={draft} onAnswer={onAnswer} /> : <Moved draft={draft} />}
      {plan.wanted === null ? (
        <p className={classes.quiet}>{t(stillOpen(draft))}</p>
      ) : several ? (
        <SeriesPlan draft={draft} wanted={plan.wanted} fromMs={seriesFromMs} onAnswer={onAnswer} />
      ) : (
        <OneTime {...{ draft, plan, hold, saving, onAnswer }} />
      )}
      {isBegun(draft) ? (
        <div className={classes.actions}>
          {plan.wanted === null || !isNew ? null : (
            <Button kind="quiet" onClick={onSeveral}>
              {tArrange(several ? 'series.one' : 'series.toggle')}
            </Button>
          )}
          <Button kind="quiet" aria-keyshortcuts="P" onClick={onPark}>
            {tArrange('parked.park')}
            <kbd className={classes.key}>{tArrange('parked.parkKey')}</kbd>
          </Button>
          {isNew ? (
            <Button kind="quiet" onClick={onStartAgain}>
              {t('startAgain')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

const Questions = ({ draft, onAnswer }: { draft: Draft; onAnswer: (answer: Answer) => void }) => (
  <>
    <Who person={draft.patient} onChange={(patient) => onAnswer({ patient })} />
    <What serviceId={draft.serviceId} onChange={onAnswer} />
    {draft.needling ? (
      <Where
        patientId={draft.patient?.id ?? null}
        areaIds={draft.areaIds}
        undecided={draft.areasUndecided}
        onChange={onAnswer}
      />
    ) : null}
  </>
)

const Moved = ({ draft: { patient, serviceId, moving } }: { draft: Draft }) => {
  const t = useTranslations('desk.move')
  const { time } = useDesk()
  const services = useServices().data?.services ?? []
  const service = services.find(({ id }) => id === serviceId)?.name ?? ''
  return (
    <section className={classes.section}>
      {patient ? <PatientFacts person={patient} brief /> : null}
      <p className={classes.quiet}>{t('now', { service, when: formatDateTime(moving?.startMs ?? 0, time) })}</p>
    </section>
  )
}

const stillOpen = ({ patient, serviceId }: Draft) =>
  patient === null ? 'open.who' : serviceId === null ? 'open.what' : 'open.where'
