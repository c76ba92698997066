'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { GoalRow } from '#features/observation/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { ChoiceField, SelectField, TextField } from '#ui/kit/Field.tsx'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import classes from './outcome.module.css'
import { useOutcomeEntry } from './use-outcome-entry.ts'

const POINTS = Array.from({ length: 11 }, (_, points) => points)
const MOST_ACTIVITIES = 3

type Kind = GoalRow['kind']
const TARGETS: Readonly<Record<Kind, number>> = { pain: 2, activity: 8 }

/** A new goal in the patient's words; pain once, three activities at most. */
export const GoalForm = ({ goals }: { goals: readonly GoalRow[] }) => {
  const t = useTranslations('outcome')
  const { data } = useVisit()
  const api = useTRPCClient()
  const painFree = goals.every(({ kind }) => kind !== 'pain')
  const activityFree = goals.filter(({ kind }) => kind === 'activity').length < MOST_ACTIVITIES
  const [draft, setDraft] = useState<{ kind: Kind; title: string; target: number } | null>(null)
  const entry = useOutcomeEntry((input: Parameters<typeof api.observation.setGoal.mutate>[0]) =>
    api.observation.setGoal.mutate(input),
  )
  const first: Kind = painFree ? 'pain' : 'activity'
  if (!painFree && !activityFree) return null
  if (draft === null)
    return (
      <div>
        <Button onClick={() => setDraft({ kind: first, title: '', target: TARGETS[first] })}>{t('add')}</Button>
      </div>
    )
  const { kind, title, target } = draft
  const save = async () => {
    const saved = await entry.send({
      ...{ encounterId: encounterIdOf(data), kind, target },
      title: kind === 'pain' ? '' : title,
    })
    if (saved !== null) setDraft(null)
  }
  return (
    <div className={classes.form}>
      {painFree && activityFree ? (
        <ChoiceField
          label={t('kind')}
          name="goal-kind"
          value={kind}
          onChange={(next) => {
            const chosen: Kind = next === 'pain' ? 'pain' : 'activity'
            setDraft({ ...draft, kind: chosen, target: TARGETS[chosen] })
          }}
          choices={[
            { value: 'pain', label: t('kindPain') },
            { value: 'activity', label: t('kindActivity') },
          ]}
        />
      ) : null}
      {kind === 'pain' ? null : (
        <TextField
          label={t('activity')}
          hint={t('activityHint')}
          required
          maxLength={120}
          value={title}
          onChange={({ currentTarget }) => setDraft({ ...draft, title: currentTarget.value })}
        />
      )}
      <SelectField
        label={t('target')}
        hint={t(`${kind}Scale`)}
        required
        value={String(target)}
        onChange={({ currentTarget }) => setDraft({ ...draft, target: Number(currentTarget.value) })}
      >
        {POINTS.map((points) => (
          <option key={points} value={points}>
            {points}
          </option>
        ))}
      </SelectField>
      <EntryNotice entry={entry} />
      <div className={classes.actions}>
        <Button
          kind="primary"
          disabled={kind === 'activity' && title.trim() === ''}
          busy={entry.saving}
          onClick={() => void save()}
        >
          {t('save')}
        </Button>
        <Button kind="quiet" onClick={() => setDraft(null)}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
