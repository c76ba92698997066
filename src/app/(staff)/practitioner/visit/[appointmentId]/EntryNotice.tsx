'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { ApiNotice } from '../../../../providers/ApiProblem.tsx'
import { type Entry, useLeaveWarning } from './use-entry.ts'
import classes from './visit.module.css'

/** What became of an entry that was not saved: refused with a sentence, or still here to be sent again. */
export const EntryNotice = <Input, Output>({ entry }: { entry: Entry<Input, Output> }) => {
  const t = useTranslations('practitioner.visit.entry')
  useLeaveWarning(entry.unsent)
  if (entry.error === null) return null
  if (!entry.unsent) return <ApiNotice error={entry.error} />
  return (
    <Notice tone="danger" role="alert" title={t('unsent')}>
      <p>{t('unsentBody')}</p>
      <div className={classes.actions}>
        <Button busy={entry.saving} onClick={() => void entry.again()}>
          {t('again')}
        </Button>
      </div>
    </Notice>
  )
}
