'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { LEAST_REASON, type OpenedRecord } from '#features/break-glass/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { ApiNotice } from '../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import { useSave } from '../../../keeping/use-save.ts'
import classes from '../../record.module.css'

/** A record of somebody who is not in the reader's care: it opens with a reason and for a while. */
export const ClosedRecord = ({ record }: { record: OpenedRecord }) => {
  const t = useTranslations('glass.record')
  const trpc = useTRPC()
  const [reason, setReason] = useState('')
  const opening = useSave(trpc.breakGlass.open.mutationOptions(), () => {})
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    opening.send({ patientId: record.patientId, reason })
  }
  return (
    <form className={classes.record} onSubmit={onSubmit}>
      <Notice tone="info" title={t('closedTitle')}>
        {t('closedBody', { minutes: record.minutes })}
      </Notice>
      <TextAreaField
        label={t('reason')}
        hint={t('reasonHint', { min: LEAST_REASON })}
        minLength={LEAST_REASON}
        maxLength={1000}
        rows={3}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        required
      />
      {opening.error === null ? null : <ApiNotice error={opening.error} />}
      <div>
        <Button type="submit" kind="primary" busy={opening.busy}>
          {t('action')}
        </Button>
      </div>
    </form>
  )
}
