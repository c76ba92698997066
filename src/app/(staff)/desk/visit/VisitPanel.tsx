'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import type { VisitDetail } from '#features/appointment/schema.ts'
import { PatientLine } from '#ui/clinic/PatientLine.tsx'
import { VisitCourse } from '#ui/clinic/VisitCourse.tsx'
import { type MatterInWords, WhatMatters } from '#ui/clinic/WhatMatters.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { untilWords } from '#words/refusal.ts'
import { formatDateTime, formatTimeRange } from '#words/time.ts'
import type { Translate } from '#words/translator.ts'
import { ApiErrorState } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { useNeedMatters } from '../../use-need-matters.ts'
import { VisitProof } from '../../visit-proof/VisitProof.tsx'
import type { Visit } from '../day/day-view.ts'
import { useDesk } from '../desk-context.ts'
import { PanelHead } from '../PanelHead.tsx'
import classes from '../panel.module.css'
import { useConditionWords } from '../patient/use-condition-words.ts'
import { useDeclineWords } from './use-decline-words.ts'
import { useMoveWords } from './use-move-words.ts'
import { VisitActions } from './VisitActions.tsx'
import { VisitMessages } from './VisitMessages.tsx'
import { VisitSteps } from './VisitSteps.tsx'

/** A visit and all that can be done with it at the desk. */
export const VisitPanel = ({ visitId, known }: { visitId: string; known: Visit | null }) => {
  const t = useTranslations('desk')
  const trpc = useTRPC()
  const { today } = useDesk()
  const { data, error, refetch, isFetching } = useQuery(
    trpc.appointment.detail.queryOptions({ appointmentId: visitId }),
  )
  const visit = data ?? known
  return (
    <div className={classes.panel}>
      <PanelHead title={t('panel.visit')} />
      {visit ? (
        <>
          <div className={classes.facts}>
            <PatientLine name={visit.patient.name} birthDate={visit.patient.birthDate} today={today} size="large" />
            <VisitMatters visit={visit} />
          </div>
          <VisitFacts visit={visit} comment={data?.comment ?? null} />
          <VisitSteps status={visit.status} />
          <VisitEnd visit={visit} />
          {data && data.overrides.length > 0 ? <Overrides overrides={data.overrides} /> : null}
          <VisitActions visit={visit} />
          <VisitMessages visitId={visitId} />
          <VisitProof appointmentId={visitId} part="answers" />
        </>
      ) : error ? (
        <ApiErrorState error={error} onTryAgain={() => void refetch()} busy={isFetching} />
      ) : (
        <LoadingRows rows={5} />
      )}
    </div>
  )
}

const VisitMatters = ({ visit: { flags, patient, moveCauses, breaks, areasUndecided } }: { visit: Visit }) => {
  const t = useTranslations('desk.visit')
  const conditionWords = useConditionWords()
  const moveWords = useMoveWords()
  const needs = useNeedMatters(patient.id)
  const due = (key: string, words: string): MatterInWords => ({ key, severity: 'due', words })
  const matters: MatterInWords[] = [
    ...flags.conditions.map((code) => ({ key: code, severity: 'danger' as const, words: conditionWords(code) })),
    ...moveCauses.map((cause) => due(`move ${cause.why} ${cause.about}`, t('toMove', { why: moveWords(cause) }))),
    ...(flags.consentDue ? [due('consent', t('consentDue'))] : []),
    ...(areasUndecided ? [due('areas', t('areasUndecided'))] : []),
    ...breaks.map((rule) => due(rule, t(`broken.${rule}`))),
    ...(flags.firstVisit ? [{ key: 'first', severity: 'info' as const, words: t('firstVisit') }] : []),
    ...needs,
    ...(patient.needs ? [{ key: 'needs', severity: 'info' as const, words: patient.needs }] : []),
  ]
  return matters.length > 0 ? <WhatMatters matters={matters} /> : null
}

const VisitFacts = ({ visit, comment }: { visit: Visit; comment: string | null }) => {
  const t = useTranslations('desk.visit')
  const anyWord = useTranslations() as Translate
  const { time, nowMs } = useDesk()
  return (
    <dl className={classes.list}>
      <dt>{t('when')}</dt>
      <dd className={classes.strong}>{formatTimeRange(Date.parse(visit.startIso), Date.parse(visit.endIso), time)}</dd>
      <dt>{t('what')}</dt>
      <dd>
        {visit.service.name}
        <VisitCourse
          segments={visit.segments}
          bufferBeforeMinutes={visit.bufferBeforeMinutes}
          bufferAfterMinutes={visit.bufferAfterMinutes}
        />
      </dd>
      <dt>{t('where')}</dt>
      <dd>{[visit.place.roomName, visit.place.label].filter((part, i, all) => all.indexOf(part) === i).join(', ')}</dd>
      <dt>{t('with')}</dt>
      <dd>
        <bdi>{visit.practitioner.name}</bdi>
      </dd>
      {visit.areas.length > 0 ? (
        <>
          <dt>{t('areas')}</dt>
          <dd>{visit.areas.map(({ name }) => name).join(' · ')}</dd>
        </>
      ) : null}
      {visit.restsUntilIso === null ? null : (
        <>
          <dt>{t('rest')}</dt>
          <dd>
            {t('restUntil', { when: untilWords(Date.parse(visit.restsUntilIso), { ...time, t: anyWord, nowMs }) })}
          </dd>
        </>
      )}
      {comment ? (
        <>
          <dt>{t('comment')}</dt>
          <dd>{comment}</dd>
        </>
      ) : null}
    </dl>
  )
}

/** How it was called off, for as long as it is kept: by whom it is missed matters to who books the next. */
const VisitEnd = ({ visit: { cancellation } }: { visit: Visit }) => {
  const t = useTranslations('arrange')
  const declineWords = useDeclineWords()
  if (cancellation === null) return null
  const { reason, late, declined } = cancellation
  return (
    <>
      {late ? (
        <Notice tone="due" title={t('late.marked')}>
          {t('late.cancelled', { reason })}
        </Notice>
      ) : (
        <p className={classes.quiet}>
          {declined ? t('request.isDeclined', { reason: declineWords(reason) }) : t('late.cancelled', { reason })}
        </p>
      )}
    </>
  )
}

/** Who allowed it against a rule, when and why: as long as the visit is kept. */
const Overrides = ({ overrides }: { overrides: VisitDetail['overrides'] }) => {
  const t = useTranslations('arrange.override')
  const { time, nowMs } = useDesk()
  return (
    <section className={classes.section} aria-label={t('title')}>
      <p className={classes.question}>{t('title')}</p>
      {overrides.map(({ atIso, byName, reason }) => (
        <p key={`${atIso} ${reason}`} className={classes.quiet}>
          {t('by', { name: byName, when: formatDateTime(Date.parse(atIso), time, { nowMs }), reason })}
        </p>
      ))}
    </section>
  )
}
