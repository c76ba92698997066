'use client'

import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { isLocale } from '#words/locale.ts'
import { formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../providers/ApiProblem.tsx'
import classes from './edit.module.css'
import type { Saving } from './use-save.ts'

interface AffectedProps {
  saving: Pick<Saving, 'affected' | 'affectedCount' | 'busy' | 'lookOn' | 'lookError'>
  onSave: (affectedSeen: number) => void
}

/** Visits that would not fit any more, before anything is saved: they stay where they are and go on the to-do list. */
export const Affected = ({ saving, onSave }: AffectedProps) => {
  const { busy } = saving
  const visits = saving.affected ?? []
  const count = saving.affectedCount ?? visits.length
  const t = useTranslations('settings.affected')
  const language = useLocale()
  const locale = isLocale(language) ? language : 'en'
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  return (
    <div ref={place} tabIndex={-1} className={classes.problem}>
      <Notice tone="due" role="alert" title={t('title', { count })}>
        <p>{t('what')}</p>
        <ul className={classes.affected}>
          {visits.map(({ id, startIso, timeZone, patientName, practitionerName, serviceName }) => {
            const startMs = Date.parse(startIso)
            return (
              <li key={id}>
                <Link href={`/desk?date=${localDateOf(startMs, timeZone)}`} target="_blank" prefetch={false}>
                  {formatDateTime(startMs, { locale, zone: timeZone })}
                </Link>{' '}
                <bdi>{patientName}</bdi>
                <span className={classes.quiet}>{`${serviceName} · ${practitionerName}`}</span>
              </li>
            )
          })}
        </ul>
        {count > visits.length ? (
          <Button kind="quiet" busy={busy} onClick={saving.lookOn}>
            {t('more', { count: count - visits.length })}
          </Button>
        ) : null}
        {saving.lookError === null ? null : <ApiNotice error={saving.lookError} />}
        <Button kind="primary" busy={busy} onClick={() => onSave(count)}>
          {t('save', { count })}
        </Button>
      </Notice>
    </div>
  )
}
