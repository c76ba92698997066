'use client'

import { useTranslations } from 'use-intl/react'
import { formatTime } from '#words/time.ts'
import classes from '../desk.module.css'
import { useDesk } from '../desk-context.ts'
import { type Visit, waiting } from './day-view.ts'

/** Who is here and waits, the longest first. */
export const WaitingRoom = ({ visits }: { visits: readonly Visit[] | null }) => {
  const t = useTranslations('desk.waiting')
  const { nowMs, today, time, dispatch } = useDesk()
  const here = waiting(visits ?? [], nowMs)
  return (
    <section className={classes.box} aria-labelledby="waiting-room">
      <h2 id="waiting-room" className={classes.boxTitle}>
        {t('title')}
        <span className={classes.count}>{visits && here.length}</span>
      </h2>
      {visits !== null && here.length === 0 ? <p className={classes.quiet}>{t('empty')}</p> : null}
      <ul className={classes.rows}>
        {here.map(({ visit, minutes }) => (
          <li key={visit.id}>
            <button
              type="button"
              className={classes.row}
              onClick={() => dispatch({ type: 'open-visit', visitId: visit.id, date: today })}
            >
              <bdi className={classes.rowName}>{visit.patient.name}</bdi>
              <span className={classes.rowAside}>{t('minutes', { minutes })}</span>
              <span className={classes.quiet}>
                {t('for', {
                  time: formatTime(Date.parse(visit.startIso), time),
                  practitioner: visit.practitioner.name,
                })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
