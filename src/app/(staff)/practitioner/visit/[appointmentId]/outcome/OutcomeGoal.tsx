'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { startOfDayMs } from '#domain/time/zone.ts'
import type { GoalRow } from '#features/observation/schema.ts'
import { LineChart } from '#ui/kit/chart/LineChart.tsx'
import { formatDay } from '#words/time.ts'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { usePlace } from '../../../use-place.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import { EndGoal } from './EndGoal.tsx'
import classes from './outcome.module.css'
import { Points } from './Points.tsx'
import { useOutcomeEntry } from './use-outcome-entry.ts'

/** One goal: where it began, where it stands, today's score in one press, and the line over the visits. */
export const OutcomeGoal = ({ goal }: { goal: GoalRow }) => {
  const t = useTranslations('outcome')
  const place = usePlace()
  const { treats } = useVisit()
  const what = goal.kind === 'pain' ? t('pain') : goal.title
  const from =
    goal.baseline === null
      ? t('wanted', { target: goal.target })
      : t('from', { baseline: goal.baseline, target: goal.target })
  return (
    <section className={classes.goal} aria-label={what}>
      <div className={classes.goalHead}>
        <h3>
          <bdi>{what}</bdi>
        </h3>
        <p className={classes.verdict} data-verdict={goal.verdict}>
          {t(`verdict.${goal.verdict}`)} · {from}
        </p>
      </div>
      {treats ? <Score goal={goal} what={what} /> : null}
      {goal.scores.length < 2 ? null : (
        <LineChart
          label={t('chart', { what })}
          points={goal.scores.map(({ date, value }) => ({
            label: formatDay(startOfDayMs(date, place.zone), place),
            value,
          }))}
          max={10}
          target={{ value: goal.target, words: t('chartTarget', { target: goal.target }) }}
          heads={[t('chartDate'), t('chartValue')]}
        />
      )}
      {treats ? <EndGoal goalId={goal.id} what={what} /> : null}
    </section>
  )
}

const Score = ({ goal, what }: { goal: GoalRow; what: string }) => {
  const t = useTranslations('outcome')
  const { data } = useVisit()
  const api = useTRPCClient()
  const [pressed, setPressed] = useState<number | null>(null)
  const entry = useOutcomeEntry((input: Parameters<typeof api.observation.score.mutate>[0]) =>
    api.observation.score.mutate(input),
  )
  // shown as pressed while it is on its way, and as not pressed when it did not get there
  const shown = entry.saving || entry.unsent ? pressed : goal.today
  const score = (value: number) => {
    setPressed(value)
    void entry.send({ encounterId: encounterIdOf(data), goalId: goal.id, value })
  }
  return (
    <>
      <Points
        what={t('today', { what })}
        scale={t(`${goal.kind}Scale`)}
        value={shown}
        disabled={entry.unsent}
        onPress={score}
      />
      <EntryNotice entry={entry} />
    </>
  )
}
