'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import type { ParkedDraft } from '#features/visit-draft/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { minutesAndSeconds, useCountdown } from '#ui/kit/use-countdown.ts'
import { formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import classes from '../desk.module.css'
import { useDesk } from '../desk-context.ts'
import type { Parking } from './use-parking.ts'

/** Who waits on the telephone: drafts put aside, with how long the time of each is still held. */
export const Parked = ({ openId, parking }: { openId: string; parking: Parking }) => {
  const t = useTranslations('arrange.parked')
  const trpc = useTRPC()
  const { data, error } = useQuery(trpc.visitDraft.list.queryOptions())
  const drafts = (data?.drafts ?? []).filter(({ id }) => id !== openId)
  if (drafts.length === 0 && !error && !parking.error) return null
  return (
    <section className={classes.box} aria-labelledby="put-aside">
      <h2 id="put-aside" className={classes.boxTitle}>
        {t('title')}
        <span className={classes.count}>{drafts.length}</span>
      </h2>
      {error || parking.error ? <ApiNotice error={error ?? parking.error} /> : null}
      <ul className={classes.rows}>
        {drafts.map((draft) => (
          <li key={draft.id} className={classes.task}>
            <OneDraft draft={draft} parking={parking} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const OneDraft = ({ draft, parking }: { draft: ParkedDraft; parking: Parking }) => {
  const t = useTranslations('arrange.parked')
  const { time, nowMs } = useDesk()
  const { patient, service, startIso, heldUntilIso, moving } = draft
  const when = startIso === null ? null : formatDateTime(Date.parse(startIso), time, { nowMs })
  const name = patient?.name ?? t('somebody')
  return (
    <>
      <bdi className={classes.rowName}>{name}</bdi>
      <p className={classes.quiet}>{service?.name ?? t('noService')}</p>
      {moving === null ? null : (
        <p className={classes.quiet}>
          {t('moves', { when: formatDateTime(Date.parse(moving.startIso), time, { nowMs }) })}
        </p>
      )}
      {when === null ? null : (
        <p className={classes.quiet}>
          {heldUntilIso === null ? (
            t('letGo', { time: when })
          ) : (
            <Remaining when={when} untilMs={Date.parse(heldUntilIso)} />
          )}
        </p>
      )}
      <div className={classes.taskActions}>
        <Button
          kind="quiet"
          busy={parking.busy}
          onClick={() => parking.resume(draft)}
          aria-label={`${t('resume')}: ${name}`}
        >
          {t('resume')}
        </Button>
        <Button
          kind="quiet"
          busy={parking.busy}
          onClick={() => parking.discard(draft)}
          aria-label={`${t('discard')}: ${name}`}
        >
          {t('discard')}
        </Button>
      </div>
    </>
  )
}

const Remaining = ({ when, untilMs }: { when: string; untilMs: number }) => {
  const t = useTranslations('arrange.parked')
  const { clock } = useDesk()
  const seconds = useCountdown(untilMs, clock)
  return seconds === 0 ? t('letGo', { time: when }) : t('held', { time: when, left: minutesAndSeconds(seconds) })
}
