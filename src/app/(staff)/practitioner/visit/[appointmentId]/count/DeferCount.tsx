'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDateTime } from '#words/time.ts'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { usePlace } from '../../../use-place.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { useEntry } from '../use-entry.ts'
import classes from '../visit.module.css'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import { useStanding } from './use-standing.ts'

/** An emergency comes first: the count is put off, stays owed, and everybody sees that it is. */
export const DeferCount = () => {
  const t = useTranslations('safety.defer')
  const place = usePlace()
  const { data, nowMs, records } = useVisit()
  const api = useTRPCClient()
  const standing = useStanding()
  const [reason, setReason] = useState('')
  const entry = useEntry((input: Parameters<typeof api.needleCount.defer.mutate>[0]) =>
    api.needleCount.defer.mutate(input),
  )
  const deferral = standing?.deferral ?? null
  if (deferral !== null)
    return (
      <Notice
        tone="danger"
        title={t('owed', { name: deferral.byName, time: formatDateTime(Date.parse(deferral.at), place, { nowMs }) })}
      >
        {deferral.reason}
      </Notice>
    )
  if (!records || data.encounter?.needlesOutAt) return null
  return (
    <details className={classes.unused}>
      <summary>{t('title')}</summary>
      <div className={classes.unusedBody}>
        <p className={classes.hint}>{t('hint')}</p>
        <TextAreaField
          label={t('why')}
          rows={2}
          value={reason}
          maxLength={1000}
          required
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <EntryNotice entry={entry} />
        <Button
          disabled={reason.trim() === '' || entry.unsent}
          busy={entry.saving}
          onClick={() => void entry.send({ encounterId: encounterIdOf(data), reason: reason.trim() })}
        >
          {t('button')}
        </Button>
      </div>
    </details>
  )
}
