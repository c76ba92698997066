'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import classes from './outcome.module.css'
import { useOutcomeEntry } from './use-outcome-entry.ts'

/** The way to end a goal, with the reason; its scores stay. */
export const EndGoal = ({ goalId, what }: { goalId: string; what: string }) => {
  const t = useTranslations('outcome')
  const { data } = useVisit()
  const api = useTRPCClient()
  const [reason, setReason] = useState<string | null>(null)
  const entry = useOutcomeEntry((input: Parameters<typeof api.observation.endGoal.mutate>[0]) =>
    api.observation.endGoal.mutate(input),
  )
  if (reason === null)
    return (
      <div>
        <Button kind="quiet" onClick={() => setReason('')}>
          {t('end', { what })}
        </Button>
      </div>
    )
  const end = () => void entry.send({ encounterId: encounterIdOf(data), goalId, reason })
  return (
    <div className={classes.form}>
      <TextField
        label={t('endReason')}
        required
        maxLength={300}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <EntryNotice entry={entry} />
      <div className={classes.actions}>
        <Button kind="primary" disabled={reason.trim() === ''} busy={entry.saving} onClick={end}>
          {t('endSave')}
        </Button>
        <Button kind="quiet" onClick={() => setReason(null)}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
