'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { PlanOfVisit } from '#features/care-plan/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../../providers/trpc.ts'
import { startsOfRest } from '../../../plan-starts.ts'
import { usePlace } from '../../../use-place.ts'
import classes from '../outcome/outcome.module.css'
import { useVisit } from '../visit-context.ts'

interface PlanSeriesProps {
  wish: PlanOfVisit['wish']
  toBook: number
  everyDays: number
}

/** The rest of the course as it could be booked now: rest, hours and rooms are asked as for any visit. */
export const PlanSeries = ({ wish, toBook, everyDays }: PlanSeriesProps) => {
  const t = useTranslations('plan.series')
  const [asked, setAsked] = useState(false)
  if (!asked)
    return (
      <div>
        <Button onClick={() => setAsked(true)}>{t('suggest', { count: toBook })}</Button>
      </div>
    )
  return <Suggested wish={wish} toBook={toBook} everyDays={everyDays} />
}

const useBooking = (wish: PlanOfVisit['wish']) => {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const booking = useMutation(trpc.appointment.bookSeries.mutationOptions())
  // one wish, one id: pressed twice it books once
  const sent = useRef({ what: '', requestId: '' })
  const book = (startIsos: string[]) => {
    const what = JSON.stringify(startIsos)
    if (sent.current.what !== what) sent.current = { what, requestId: crypto.randomUUID() }
    const { requestId } = sent.current
    booking.mutate(
      { requestId, ...wish, startIsos, onClash: 'skip' },
      {
        onSettled: () =>
          Promise.all([
            queries.invalidateQueries(trpc.carePlan.pathFilter()),
            queries.invalidateQueries(trpc.appointment.pathFilter()),
          ]),
      },
    )
  }
  return { booking, book }
}

const Suggested = ({ wish, toBook, everyDays }: PlanSeriesProps) => {
  const t = useTranslations('plan.series')
  const trpc = useTRPC()
  const place = usePlace()
  const { data, nowMs } = useVisit()
  const [count] = useState(toBook)
  const startMs = Date.parse(data.visit.startsAt)
  const startIsos = startsOfRest({ startMs, everyDays, count }, place.zone).map((ms) => new Date(ms).toISOString())
  const check = useQuery(
    trpc.appointment.checkSeries.queryOptions({ ...wish, startIsos }, { enabled: startIsos.length > 0 }),
  )
  const { booking, book } = useBooking(wish)
  const say = (iso: string) => formatDateTime(Date.parse(iso), place, { nowMs })
  if (check.error !== null) return <ApiNotice error={check.error} />
  if (check.data === undefined) return <LoadingRows rows={3} />
  const starts = check.data.visits.map((visit) => (visit.ok ? visit.startIso : (visit.instead?.startIso ?? null)))
  const possible = [...new Set(starts.filter((iso) => iso !== null))]
  if (booking.data !== undefined) return <p role="status">{t('booked', { count: booking.data.visits.length })}</p>
  return (
    <div className={classes.form}>
      <ol className={classes.times} aria-label={t('title')}>
        {check.data.visits.map((visit) => (
          <li key={visit.startIso}>
            <Icon name={visit.ok ? 'check' : visit.instead === null ? 'slash' : 'clock'} size={16} />
            <span>
              {visit.ok
                ? say(visit.startIso)
                : visit.instead === null
                  ? t('nothing', { wished: say(visit.startIso) })
                  : t('instead', { when: say(visit.instead.startIso), wished: say(visit.startIso) })}
              {visit.ok ? null : <span className={classes.why}> {visit.sentences.join(' ')}</span>}
            </span>
          </li>
        ))}
      </ol>
      {booking.error === null ? null : <ApiNotice error={booking.error} />}
      <div className={classes.actions}>
        <Button
          kind="primary"
          disabled={possible.length === 0}
          busy={booking.isPending}
          onClick={() => book(possible.toSorted())}
        >
          {t('book', { count: possible.length })}
        </Button>
      </div>
    </div>
  )
}
