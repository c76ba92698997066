'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatTime } from '#words/time.ts'
import { ApiNotice } from '../providers/ApiProblem.tsx'
import { useTRPC } from '../providers/trpc.ts'
import classes from './close-day.module.css'
import { usePlace } from './practitioner/use-place.ts'

/** The end of the clinic's day: not while anybody has needles in. */
export const CloseDay = () => {
  const t = useTranslations('safety.closing')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const place = usePlace()
  const standing = useQuery(trpc.dayClosing.standing.queryOptions()).data
  const close = useMutation(
    trpc.dayClosing.close.mutationOptions({ onSettled: () => queries.invalidateQueries(trpc.dayClosing.pathFilter()) }),
  )
  if (standing === undefined) return null
  const { needlesIn, closedAt, closedByName } = standing
  const time = (iso: string) => formatTime(Date.parse(iso), place)
  return (
    <section className={classes.closing} aria-labelledby="close-day">
      <h2 id="close-day" className={classes.title}>
        {t('title')}
      </h2>
      {closedAt !== null && closedByName !== null ? (
        <p className={classes.quiet}>{t('closed', { name: closedByName, time: time(closedAt) })}</p>
      ) : null}
      {needlesIn.length > 0 ? (
        <Notice tone={close.error === null ? 'due' : 'danger'} title={t('still', { count: needlesIn.length })}>
          <ul className={classes.rows}>
            {needlesIn.map(({ encounterId, roomName: room, patientName: patient, practitionerName, sinceIso }) => (
              <li key={encounterId}>
                {t('row', { room, patient, time: time(sinceIso), practitioner: practitionerName })}
              </li>
            ))}
          </ul>
          <p>{t('hint')}</p>
        </Notice>
      ) : null}
      {close.error !== null ? <ApiNotice error={close.error} /> : null}
      {closedAt === null ? (
        <div>
          <Button busy={close.isPending} onClick={() => close.mutate({ requestId: crypto.randomUUID() })}>
            {t('button')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
