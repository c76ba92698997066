'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { useTRPCClient } from '../../../../providers/trpc.ts'
import { InErrorForm } from './InErrorForm.tsx'
import { useEntry } from './use-entry.ts'
import classes from './visit.module.css'
import { useVisit } from './visit-context.ts'

/** The whole visit should not have been written down (Z6). At the very end, out of the way of everything else. */
export const VisitInError = () => {
  const t = useTranslations('needling.error')
  const { data } = useVisit()
  const api = useTRPCClient()
  const [open, setOpen] = useState(false)
  const { appointmentId } = data.visit
  const entry = useEntry(({ reason, requestId }: { reason: string; requestId: string }) =>
    api.encounter.enterInError.mutate({ requestId, reason, appointmentId, version: data.encounter?.version ?? null }),
  )
  if (!data.mayTreat || data.error !== null) return null
  return (
    <div className={classes.secondary}>
      {open ? (
        <InErrorForm
          name={t('visit')}
          hint={t('visitHint')}
          mark={t('visitMark')}
          entry={entry}
          onClose={() => setOpen(false)}
        />
      ) : (
        <Button kind="quiet" onClick={() => setOpen(true)}>
          {t('visit')}
        </Button>
      )}
    </div>
  )
}
