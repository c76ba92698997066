'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField } from '#ui/kit/Field.tsx'
import { Icon, type IconName } from '#ui/kit/Icon.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { useDesk } from '../desk-context.ts'
import type { Answer, Draft, WantedVisit } from '../draft.ts'
import panel from '../panel.module.css'
import { useServices } from '../questions/What.tsx'
import { WithWhom } from '../questions/WithWhom.tsx'
import { SeriesRule } from './SeriesRule.tsx'
import classes from './series.module.css'
import { rowsOf, type SeriesDraft, type SeriesRow, seriesFrom, withInstead, withLeft } from './series-draft.ts'
import { useBookSeries } from './use-book-series.ts'

interface SeriesPlanProps {
  draft: Draft
  wanted: WantedVisit
  /** Where the series is thought to begin. */
  fromMs: number
  onAnswer: (answer: Answer) => void
}

/** Several visits at once: the rule, each date with what becomes of it, and one press for all of them. */
export const SeriesPlan = ({ draft, wanted, fromMs, onAnswer }: SeriesPlanProps) => {
  const t = useTranslations('arrange.series')
  const { zone } = useDesk()
  const practitioners = useServices().data?.services.find(({ id }) => id === draft.serviceId)?.practitioners ?? []
  const [series, setSeries] = useState(() => seriesFrom(fromMs, zone))
  const rows = rowsOf(series, zone)
  const kept = rows.filter(({ isLeft }) => !isLeft)
  const check = useChecked(wanted, kept)
  const booking = useBookSeries(draft, wanted)
  const tDesk = useTranslations('desk')
  const [tellPatient, setTellPatient] = useState(true)
  const onSeries = (next: SeriesDraft) => {
    booking.reset()
    setSeries(next)
  }
  const possible = kept.filter((row) => check.verdictOf(row)?.ok === true).length
  const isKnown = kept.every((row) => check.verdictOf(row) !== null)
  const all = possible === kept.length
  return (
    <section className={panel.section} aria-label={t('title')}>
      <p className={panel.question}>{t('title')}</p>
      <WithWhom
        name="series-practitioner"
        practitioners={practitioners}
        value={draft.practitionerId}
        onChange={(practitionerId) => onAnswer({ practitionerId })}
      />
      <SeriesRule series={series} onChange={onSeries} />
      {rows.length === 0 ? <p className={panel.quiet}>{t('none')}</p> : null}
      {check.error ? <ApiNotice error={check.error} /> : null}
      {rows.length > 0 && check.isPending && !check.error ? <LoadingRows rows={4} /> : null}
      {rows.length > 0 && !check.isPending ? (
        <ol className={classes.line} aria-label={t('planned')} data-stale={!isKnown}>
          {rows.map((row) => (
            <li key={row.wishedMs}>
              <PlannedVisit
                row={row}
                verdict={row.isLeft ? null : check.verdictOf(row)}
                onInstead={(startMs) => onSeries(withInstead(series, row.wishedMs, startMs))}
                onLeave={(isLeft) => onSeries(withLeft(series, row.wishedMs, isLeft))}
              />
            </li>
          ))}
        </ol>
      ) : null}
      {booking.error ? <ApiNotice error={booking.error} /> : null}
      <div className={panel.foot}>
        {isKnown && possible > 0 ? (
          <>
            <CheckField
              label={tDesk('tellPatient')}
              checked={tellPatient}
              onChange={(event) => setTellPatient(event.currentTarget.checked)}
            />
            <Button
              kind="primary"
              wide
              busy={booking.busy}
              data-action="save"
              onClick={() => booking.book(kept, all ? 'refuse' : 'skip', tellPatient)}
            >
              {t(all ? 'book' : 'bookRest', { count: possible })}
            </Button>
          </>
        ) : null}
      </div>
    </section>
  )
}

/** Each visit of the series as it would be decided now. */
const useChecked = (wanted: WantedVisit, kept: readonly SeriesRow[]) => {
  const trpc = useTRPC()
  const { movingAppointmentId: _, ...visit } = wanted
  const startIsos = kept.map(({ startMs }) => new Date(startMs).toISOString())
  const { data, error, isPending } = useQuery(
    trpc.appointment.checkSeries.queryOptions(
      { ...visit, startIsos },
      { enabled: startIsos.length > 0, placeholderData: keepPreviousData, staleTime: 0 },
    ),
  )
  return {
    error,
    isPending: isPending && startIsos.length > 0,
    verdictOf: (row: SeriesRow) => {
      const index = kept.indexOf(row)
      const verdict = data?.visits[index]
      // the answer to the question before stays in sight, and is not taken for this one's
      return verdict !== undefined && verdict.startIso === startIsos[index] ? verdict : null
    },
  }
}
type Verdict = NonNullable<ReturnType<ReturnType<typeof useChecked>['verdictOf']>>

interface PlannedVisitProps {
  row: SeriesRow
  verdict: Verdict | null
  onInstead: (startMs: number) => void
  onLeave: (isLeft: boolean) => void
}

const LOOK = { open: 'clock', possible: 'check', not: 'alert', left: 'slash' } as const satisfies Record<
  string,
  IconName
>

const PlannedVisit = ({ row, verdict, onInstead, onLeave }: PlannedVisitProps) => {
  const t = useTranslations('arrange.series')
  const { time, nowMs } = useDesk()
  const when = formatDateTime(row.startMs, time, { nowMs })
  const state = row.isLeft ? 'left' : verdict === null ? 'open' : verdict.ok ? 'possible' : 'not'
  const instead = verdict?.ok === false ? verdict.instead : null
  const insteadMs = Date.parse(instead?.startIso ?? '')
  const insteadWhen = instead === null ? '' : formatDateTime(insteadMs, time, { nowMs })
  return (
    <div className={classes.visit} data-state={state}>
      <Icon name={LOOK[state]} size={16} />
      <span className={classes.when}>{when}</span>
      <span className={classes.state}>
        {state === 'possible' && verdict?.ok ? t('possible', { practitioner: verdict.practitionerName }) : null}
        {state === 'not' ? t('notPossible') : null}
        {state === 'left' ? t('leftOut') : null}
      </span>
      {verdict?.ok === false ? (
        <p className={classes.why}>
          {[...verdict.sentences, ...(instead === null ? [t('nothingInstead')] : [])].join(' ')}
        </p>
      ) : null}
      <div className={classes.ways}>
        {instead === null ? null : (
          <Button onClick={() => onInstead(insteadMs)}>{t('instead', { when: insteadWhen })}</Button>
        )}
        {verdict?.ok === false ? (
          <Button kind="quiet" onClick={() => onLeave(true)} aria-label={`${t('leaveOut')}: ${when}`}>
            {t('leaveOut')}
          </Button>
        ) : null}
        {row.isLeft ? (
          <Button kind="quiet" onClick={() => onLeave(false)} aria-label={`${t('takeIn')}: ${when}`}>
            {t('takeIn')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
