'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Outcomes as OutcomesOfVisit } from '#features/observation/schema.ts'
import { Notice } from '#ui/kit/Notice.tsx'
import { NotYet } from '../../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../../providers/trpc.ts'
import { Fold } from '../Fold.tsx'
import { useVisit } from '../visit-context.ts'
import { GoalForm } from './GoalForm.tsx'
import { OutcomeGoal } from './OutcomeGoal.tsx'
import classes from './outcome.module.css'
import { PainInVisit } from './PainInVisit.tsx'

/** What the patient wants to reach and how near it is: no step of the visit, but asked for when the clinic looks at it. */
export const Outcomes = () => {
  const t = useTranslations('outcome')
  const state = useTranslations('practitioner.visit.state')
  const trpc = useTRPC()
  const { data } = useVisit()
  const [toggled, setToggled] = useState<boolean | null>(null)
  const { appointmentId } = data.visit
  const outcomes = useQuery(trpc.observation.ofVisit.queryOptions({ appointmentId }, { enabled: data.mayTreat }))
  if (!data.mayTreat) return null
  const due = outcomes.data !== undefined && outcomes.data.review !== 'none'
  const open = toggled ?? due
  return (
    <Fold
      id="outcomes"
      name={t('title')}
      state={due ? 'due' : 'optional'}
      stateWords={due ? state('due') : t('optional')}
      open={open}
      onToggle={() => setToggled(!open)}
      summary={outcomes.data === undefined ? null : t('summary', { count: outcomes.data.goals.length })}
    >
      {outcomes.data !== undefined ? <Standing outcomes={outcomes.data} /> : <NotYet query={outcomes} rows={3} />}
    </Fold>
  )
}

const Standing = ({ outcomes }: { outcomes: OutcomesOfVisit }) => {
  const t = useTranslations('outcome')
  const { treats } = useVisit()
  const { goals, pain, review, visit, notImproving, policy } = outcomes
  return (
    <div className={classes.goals}>
      {review === 'none' || policy === null ? null : (
        <Notice tone="due" title={t(`review.${review}`, { visit })}>
          {t('review.body', { from: policy.reviewFromVisit, by: policy.reviewByVisit })}
        </Notice>
      )}
      {notImproving ? (
        <Notice tone="due" title={t('notImproving')}>
          {t('notImprovingBody')}
        </Notice>
      ) : null}
      {goals.length === 0 ? <p className={classes.hint}>{t('none')}</p> : null}
      {goals.map((goal) => (
        <OutcomeGoal key={goal.id} goal={goal} />
      ))}
      {treats ? <PainInVisit pain={pain} hasGoal={goals.some(({ kind }) => kind === 'pain')} /> : null}
      {treats ? <GoalForm goals={goals} /> : null}
      {policy === null ? null : (
        <p className={classes.hint}>
          {t('policy', { pain: policy.painChange, function: policy.functionChange, source: policy.source })}{' '}
          {policy.approvedBy === null ? t('notApproved') : ''}
        </p>
      )}
    </div>
  )
}
