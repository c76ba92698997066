'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import classes from '../outcome/outcome.module.css'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import { usePlanEntry } from './use-plan-entry.ts'

/** The way to end a course, with the reason; what is booked stays booked. */
export const PlanEnd = ({ planId }: { planId: string }) => {
  const t = useTranslations('plan')
  const { data } = useVisit()
  const api = useTRPCClient()
  const [reason, setReason] = useState<string | null>(null)
  const entry = usePlanEntry((input: Parameters<typeof api.carePlan.end.mutate>[0]) => api.carePlan.end.mutate(input))
  if (reason === null)
    return (
      <div>
        <Button kind="quiet" onClick={() => setReason('')}>
          {t('end')}
        </Button>
      </div>
    )
  return (
    <div className={classes.form}>
      <TextField
        label={t('endReason')}
        hint={t('endHint')}
        required
        maxLength={300}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <EntryNotice entry={entry} />
      <div className={classes.actions}>
        <Button
          kind="primary"
          disabled={reason.trim() === '' || entry.unsent}
          busy={entry.saving}
          onClick={() => void entry.send({ encounterId: encounterIdOf(data), planId, reason })}
        >
          {t('end')}
        </Button>
        <Button kind="quiet" onClick={() => setReason(null)}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
