'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Outcomes } from '#features/observation/schema.ts'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import classes from './outcome.module.css'
import { Points } from './Points.tsx'
import { useOutcomeEntry } from './use-outcome-entry.ts'

type Moment = keyof Outcomes['pain']

/** How much it hurts before and after this treatment, in every visit. Before it, a goal about pain asks where one stands. */
export const PainInVisit = ({ pain, hasGoal }: { pain: Outcomes['pain']; hasGoal: boolean }) => {
  const t = useTranslations('outcome')
  return (
    <section className={classes.goal} aria-label={t('painToday')}>
      {hasGoal ? null : <PainAt moment="before" value={pain.before} />}
      <PainAt moment="after" value={pain.after} />
    </section>
  )
}

const PainAt = ({ moment, value }: { moment: Moment; value: number | null }) => {
  const t = useTranslations('outcome')
  const { data } = useVisit()
  const api = useTRPCClient()
  const [pressed, setPressed] = useState<number | null>(null)
  const entry = useOutcomeEntry((input: Parameters<typeof api.observation.scorePain.mutate>[0]) =>
    api.observation.scorePain.mutate(input),
  )
  const score = (points: number) => {
    setPressed(points)
    void entry.send({ encounterId: encounterIdOf(data), moment, value: points })
  }
  return (
    <>
      <Points
        what={t(`painAt.${moment}`)}
        scale={t('painScale')}
        // shown as pressed while it is on its way, and as not pressed when it did not get there
        value={entry.saving || entry.unsent ? pressed : value}
        disabled={entry.unsent}
        onPress={score}
      />
      <EntryNotice entry={entry} />
    </>
  )
}
