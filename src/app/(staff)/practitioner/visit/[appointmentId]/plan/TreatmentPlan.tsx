'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { PlanOfVisit } from '#features/care-plan/schema.ts'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDay } from '#words/time.ts'
import { NotYet } from '../../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../../providers/trpc.ts'
import { usePlace } from '../../../use-place.ts'
import { Fold } from '../Fold.tsx'
import classes from '../outcome/outcome.module.css'
import { useVisit } from '../visit-context.ts'
import { PlanEnd } from './PlanEnd.tsx'
import { PlanForm } from './PlanForm.tsx'
import { PlanSeries } from './PlanSeries.tsx'

/** The course of visits that this one belongs to, and booking the rest of it. */
export const TreatmentPlan = () => {
  const t = useTranslations('plan')
  const state = useTranslations('practitioner.visit.state')
  const trpc = useTRPC()
  const { data } = useVisit()
  const [open, setOpen] = useState(false)
  const { appointmentId } = data.visit
  const found = useQuery(trpc.carePlan.ofVisit.queryOptions({ appointmentId }, { enabled: data.mayTreat }))
  if (!data.mayTreat) return null
  const plan = found.data?.plan ?? null
  return (
    <Fold
      id="plan"
      name={t('title')}
      state="optional"
      stateWords={plan === null ? state('optional') : t('visitOf', { visit: plan.visit, of: plan.of })}
      open={open}
      onToggle={() => setOpen(!open)}
      summary={plan?.goal}
    >
      {!open ? null : found.data !== undefined ? <Plan found={found.data} /> : <NotYet query={found} rows={2} />}
    </Fold>
  )
}

const Plan = ({ found: { plan, wish } }: { found: PlanOfVisit }) => {
  const t = useTranslations('plan')
  const place = usePlace()
  const { treats } = useVisit()
  if (plan === null) return treats ? <PlanForm /> : <p className={classes.hint}>{t('none')}</p>
  const { visit, of, goal, begunByName, begunAt, usedUp, toBook, everyDays } = plan
  return (
    <div className={classes.goals}>
      <div>
        <p className={classes.strong}>{t('visitOf', { visit, of })}</p>
        <p className={classes.words}>{goal}</p>
        <p className={classes.hint}>
          {t('begun', { name: begunByName, day: formatDay(Date.parse(begunAt), place) })} ·{' '}
          {t('every', { days: everyDays })}
        </p>
      </div>
      {usedUp ? (
        <Notice tone="due" title={t('usedUp', { of })}>
          {t('usedUpBody')}
        </Notice>
      ) : null}
      {toBook > 0 ? <PlanSeries wish={wish} toBook={toBook} everyDays={everyDays} /> : null}
      {treats ? <PlanEnd planId={plan.id} /> : null}
    </div>
  )
}
