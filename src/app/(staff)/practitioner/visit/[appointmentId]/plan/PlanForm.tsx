'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { MOST_VISITS } from '#domain/appointment/visit-series.ts'
import { MOST_DAYS_BETWEEN } from '#features/care-plan/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField, TextField } from '#ui/kit/Field.tsx'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import classes from '../outcome/outcome.module.css'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import { usePlanEntry } from './use-plan-entry.ts'

const numberIn = (text: string, most: number): number | null => {
  const value = Number(text)
  return Number.isInteger(value) && value >= 1 && value <= most ? value : null
}

/** A new course: what it is for, how many visits, how far apart. */
export const PlanForm = () => {
  const t = useTranslations('plan')
  const { data } = useVisit()
  const api = useTRPCClient()
  const [draft, setDraft] = useState({ goal: '', visits: '6', everyDays: '7' })
  const entry = usePlanEntry((input: Parameters<typeof api.carePlan.begin.mutate>[0]) =>
    api.carePlan.begin.mutate(input),
  )
  const visits = numberIn(draft.visits, MOST_VISITS)
  const everyDays = numberIn(draft.everyDays, MOST_DAYS_BETWEEN)
  const begin = () => {
    if (visits === null || everyDays === null) return
    void entry.send({ encounterId: encounterIdOf(data), goal: draft.goal, visits, everyDays })
  }
  return (
    <div className={classes.form}>
      <p className={classes.hint}>{t('none')}</p>
      <TextAreaField
        label={t('goal')}
        hint={t('goalHint')}
        required
        rows={2}
        maxLength={500}
        value={draft.goal}
        onChange={({ currentTarget }) => setDraft({ ...draft, goal: currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextField
          label={t('visits')}
          required
          type="number"
          min={1}
          max={MOST_VISITS}
          error={visits === null ? t('between', { most: MOST_VISITS }) : undefined}
          value={draft.visits}
          onChange={({ currentTarget }) => setDraft({ ...draft, visits: currentTarget.value })}
        />
        <TextField
          label={t('everyDays')}
          required
          type="number"
          min={1}
          max={MOST_DAYS_BETWEEN}
          error={everyDays === null ? t('between', { most: MOST_DAYS_BETWEEN }) : undefined}
          value={draft.everyDays}
          onChange={({ currentTarget }) => setDraft({ ...draft, everyDays: currentTarget.value })}
        />
      </div>
      <EntryNotice entry={entry} />
      <div className={classes.actions}>
        <Button
          kind="primary"
          disabled={draft.goal.trim() === '' || visits === null || everyDays === null || entry.unsent}
          busy={entry.saving}
          onClick={begin}
        >
          {t('begin')}
        </Button>
      </div>
    </div>
  )
}
