'use client'

import { useTranslations } from 'use-intl/react'
import { statusLooks } from '#ui/clinic/status-look.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDateTime } from '#words/time.ts'
import { useDesk } from '../desk-context.ts'
import classes from '../panel.module.css'
import type { Standing } from './refused.ts'

interface StaleVisitProps {
  /** As it was when it was opened. */
  saw: { readonly startMs: number; readonly practitionerName: string; readonly status: Standing['status'] }
  now: Standing
  /** What was wanted, where it is not plain. */
  wish?: string
  busy: boolean
  /** Does what was wanted on the visit as it is by now; left out where that is not possible any more. */
  onMine?: () => void
  onTheirs: () => void
}

const KNOWN = [
  'book-appointment',
  'request-appointment',
  'confirm-appointment',
  'decline-appointment',
  'reschedule-appointment',
  'cancel-appointment',
  'receive-walk-in',
  'arrive-appointment',
  'undo-arrival-appointment',
  'check-in-appointment',
  'undo-check-in-appointment',
  'no-show-appointment',
  'undo-no-show-appointment',
] as const

/** Two people had the same visit open: what one of them saw, what the other has made of it, and the choice (E10). */
export const StaleVisit = ({ saw, now, wish, busy, onMine, onTheirs }: StaleVisitProps) => {
  const t = useTranslations('arrange.stale')
  const tStatus = useTranslations('visit.status')
  const { time, nowMs } = useDesk()
  const said = (startMs: number, practitioner: string, status: Standing['status']) =>
    t('visit', {
      when: formatDateTime(startMs, time, { nowMs }),
      practitioner,
      status: tStatus(statusLooks[status].key),
    })
  const { changed } = now
  const action = KNOWN.find((one) => one === changed?.action) ?? 'other'
  return (
    <Notice tone="due" role="alert" title={t('title')}>
      <div className={classes.facts}>
        <dl className={classes.list}>
          <dt>{t('saw')}</dt>
          <dd>{said(saw.startMs, saw.practitionerName, saw.status)}</dd>
          <dt>{t('now')}</dt>
          <dd>
            <strong>{said(Date.parse(now.startIso), now.practitionerName, now.status)}</strong>
            {changed === null ? null : (
              <p className={classes.quiet}>
                {t(changed.byName === null ? 'changedByPatient' : 'changed', {
                  action: t(`action.${action}`),
                  name: changed.byName ?? '',
                  when: formatDateTime(Date.parse(changed.atIso), time, { nowMs }),
                })}
              </p>
            )}
          </dd>
          {wish === undefined ? null : (
            <>
              <dt>{t('wish')}</dt>
              <dd>{wish}</dd>
            </>
          )}
        </dl>
        <div className={classes.actions}>
          {onMine === undefined ? null : (
            <Button busy={busy} onClick={onMine}>
              {t('mine')}
            </Button>
          )}
          <Button kind="quiet" onClick={onTheirs}>
            {t('theirs')}
          </Button>
        </div>
      </div>
    </Notice>
  )
}
