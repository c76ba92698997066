'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import { Button } from '#ui/kit/Button.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { formatDateTime } from '#words/time.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { RestOfPatient } from '../../patient-rest/RestOfPatient.tsx'
import { newId, useDesk } from '../desk-context.ts'
import type { Person } from '../draft.ts'
import { PanelHead } from '../PanelHead.tsx'
import classes from '../panel.module.css'
import { Contact } from './Contact.tsx'
import { Needs } from './Needs.tsx'
import { PatientFacts } from './PatientFacts.tsx'

/** Somebody on the telephone: who they are, what they have booked, and the visit they ask for. */
export const PatientPanel = ({ person }: { person: Person }) => {
  const t = useTranslations('desk.patient')
  const trpc = useTRPC()
  const { dispatch, time, nowMs } = useDesk()
  const { data, isPending } = useQuery(trpc.patient.summary.queryOptions({ patientId: person.id }))
  return (
    <div className={classes.panel}>
      <PanelHead title={t('title')} />
      <PatientFacts person={person} />
      <Needs person={person} />
      <section className={classes.section}>
        <h3 className={classes.question}>{t('coming')}</h3>
        {isPending ? <LoadingRows rows={2} /> : null}
        {data && data.nextVisits.length === 0 ? <p className={classes.quiet}>{t('noneComing')}</p> : null}
        <ul className={classes.candidates}>
          {(data?.nextVisits ?? []).map((visit) => {
            const startMs = Date.parse(visit.startIso)
            return (
              <li key={visit.id}>
                <Button
                  wide
                  onClick={() =>
                    dispatch({ type: 'open-visit', visitId: visit.id, date: localDateOf(startMs, time.zone) })
                  }
                >
                  <span className={classes.candidate}>
                    <strong>{formatDateTime(startMs, time, { nowMs })}</strong>
                    <span className={classes.quiet}>{`${visit.serviceName} · ${visit.practitionerName}`}</span>
                  </span>
                </Button>
              </li>
            )
          })}
        </ul>
        {data && data.lastVisitIso !== null ? (
          <p className={classes.quiet}>
            {t('last', {
              when: formatDateTime(Date.parse(data.lastVisitIso), time, { nowMs }),
              count: data.visitsDone,
            })}
          </p>
        ) : null}
      </section>
      <RestSection patientId={person.id} />
      <Contact patientId={person.id} />
      {data?.mayOpenRecord ? (
        <Link href={`/practitioner/record/${person.id}`} prefetch={false}>
          {t('record')}
        </Link>
      ) : null}
      <Button
        kind="primary"
        data-first-focus="true"
        onClick={() => dispatch({ type: 'new-visit', requestId: newId(), answer: { patient: person, wish: null } })}
      >
        {t('newVisit')}
      </Button>
    </div>
  )
}

/** What is on hold for them and whether they rest longer; for the desk without the reasons. */
const RestSection = ({ patientId }: { patientId: string }) => {
  const t = useTranslations('recovery')
  const { time, nowMs } = useDesk()
  return (
    <section className={classes.section} aria-label={t('title')}>
      <h3 className={classes.question}>{t('title')}</h3>
      <RestOfPatient patientId={patientId} place={{ ...time, nowMs }} />
    </section>
  )
}
