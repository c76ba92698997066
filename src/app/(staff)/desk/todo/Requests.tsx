'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import classes from '../desk.module.css'
import { useDesk } from '../desk-context.ts'
import { DeclineForm } from '../visit/DeclineForm.tsx'
import { useStand } from '../visit/use-stand.ts'

export const useRequests = () => {
  const trpc = useTRPC()
  return useQuery(trpc.appointment.requests.queryOptions({}))
}
type Request = NonNullable<ReturnType<typeof useRequests>['data']>['requests'][number]

/** What patients have asked for online, the first first: each waits for a yes or a no. */
export const Requests = () => {
  const { data, error } = useRequests()
  if (error) return <ApiNotice error={error} />
  return (data?.requests ?? []).map((request) => (
    <li key={request.id} className={classes.task}>
      <OneRequest request={request} />
    </li>
  ))
}

const OneRequest = ({ request }: { request: Request }) => {
  const t = useTranslations('arrange.request')
  const { time, nowMs, dispatch } = useDesk()
  const [declining, setDeclining] = useState(false)
  const stand = useStand(request)
  const { id, version, patient, practitioner, serviceName, startIso, askedIso, passed } = request
  const startMs = Date.parse(startIso)
  const when = formatDateTime(startMs, time, { nowMs })
  return (
    <>
      <p className={classes.taskTitle}>
        <Icon name="clock" size={14} />
        {when}
      </p>
      <bdi className={classes.rowName}>{patient.name}</bdi>
      <p className={classes.quiet}>{[serviceName, practitioner.name, patient.phone].filter(Boolean).join(' · ')}</p>
      <p className={classes.quiet}>
        {passed ? t('passed') : t('asked', { when: formatDateTime(Date.parse(askedIso), time, { nowMs }) })}
      </p>
      {stand.error ? <ApiNotice error={stand.error} /> : null}
      {declining ? (
        <DeclineForm
          visit={{ id, version, startIso, patientName: patient.name }}
          onGiveUp={() => setDeclining(false)}
        />
      ) : (
        <div className={classes.taskActions}>
          {passed ? null : (
            <Button
              kind="quiet"
              busy={stand.busy}
              onClick={stand.confirm}
              aria-label={`${t('confirm')}: ${patient.name}`}
            >
              {t('confirm')}
            </Button>
          )}
          <Button kind="quiet" onClick={() => setDeclining(true)} aria-label={`${t('decline')}: ${patient.name}`}>
            {t('decline')}
          </Button>
          <Button
            kind="quiet"
            aria-label={`${t('open')}: ${patient.name}`}
            onClick={() => dispatch({ type: 'open-visit', visitId: id, date: localDateOf(startMs, time.zone) })}
          >
            {t('open')}
          </Button>
        </div>
      )}
    </>
  )
}
