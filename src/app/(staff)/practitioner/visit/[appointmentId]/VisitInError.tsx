'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { useTRPCClient } from '../../../../providers/trpc.ts'
import { InErrorForm } from './InErrorForm.tsx'
import { useEntry } from './use-entry.ts'
import classes from './visit.module.css'

interface VisitInErrorProps {
  appointmentId: string
  /** Of the record; null while there is none. */
  version: number | null
  onMarked?: () => void
}

/** The whole visit should not have been written down (Z6). At the very end, out of the way of everything else. */
export const VisitInError = ({ appointmentId, version, onMarked }: VisitInErrorProps) => {
  const t = useTranslations('needling.error')
  const api = useTRPCClient()
  const [open, setOpen] = useState(false)
  const entry = useEntry(async ({ reason, requestId }: { reason: string; requestId: string }) => {
    const marked = await api.encounter.enterInError.mutate({ requestId, reason, appointmentId, version })
    onMarked?.()
    return marked
  })
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
