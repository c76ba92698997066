'use client'

import { useTranslations } from 'use-intl/react'
import { everybody, unaccounted } from '#domain/lot/recall-case.ts'
import type { RecallCase } from '#features/recall/schema.ts'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDate, formatDateTime, formatSpan } from '#words/time.ts'
import settings from '../../../keeping/keeping.module.css'
import { usePlace } from '../../../practitioner/use-place.ts'
import classes from '../recalls.module.css'

/** How the case stands: what is urgent first, then the figures, then the notice itself. */
export const RecallFacts = ({ recall }: { recall: RecallCase }) => (
  <>
    <Urgent recall={recall} />
    <Closed recall={recall} />
    <Figures recall={recall} />
    <NoticeFacts recall={recall} />
  </>
)

const Urgent = ({ recall: { kind, roomsToTell, closed } }: { recall: RecallCase }) => {
  const t = useTranslations('recall.case')
  if (kind === 'drill')
    return closed === null ? (
      <Notice tone="info" title={t('drillNotice')}>
        {t('drillHint')}
      </Notice>
    ) : null
  if (roomsToTell.length === 0) return null
  return (
    <Notice tone="danger" title={t('rooms', { count: roomsToTell.length })}>
      <p>{t('roomsHint')}</p>
      <ul className={classes.lines}>
        {roomsToTell.map(({ roomName, practitionerName, patientName }) => (
          <li key={`${roomName} ${practitionerName} ${patientName}`}>
            {t('roomLine', { room: roomName, practitioner: practitionerName, patient: patientName })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const Closed = ({ recall: { kind, closed, now } }: { recall: RecallCase }) => {
  const t = useTranslations('recall.case')
  const place = usePlace()
  if (closed === null) return null
  const { result } = closed
  const all = everybody(result.people)
  const waiting = unaccounted(now.people)
  const signed = { name: closed.byName, when: formatDateTime(Date.parse(closed.atIso), place) }
  const time = formatSpan(result.tookSeconds, place.locale)
  return (
    <>
      <Notice tone="done" title={t(kind === 'drill' ? 'ended' : 'signedOff', signed)}>
        <p>
          {kind === 'drill'
            ? t('drillResult', { visits: result.visits, all, reachable: result.reachable, time })
            : t('then', {
                ...{ told: result.people.told, all, waiting: unaccounted(result.people), needles: result.needlesHere },
              })}
        </p>
        {closed.reason === '' ? null : <p>{kind === 'drill' ? closed.reason : t('why', { reason: closed.reason })}</p>}
      </Notice>
      {kind === 'recall' && waiting > 0 ? (
        <Notice tone="due" title={t('late', { count: waiting })}>
          {t('lateHint')}
        </Notice>
      ) : null}
    </>
  )
}

const Figures = ({ recall: { kind, now, closed } }: { recall: RecallCase }) => {
  const t = useTranslations('recall.case')
  const place = usePlace()
  const all = everybody(now.people)
  const figures: [string, string | number][] = [
    ...(kind === 'drill'
      ? []
      : ([
          [
            t('told'),
            now.percent === null ? t('toldNone') : t('toldOf', { told: now.people.told, all, percent: now.percent }),
          ],
          [t('waiting'), unaccounted(now.people)],
          [t('givenUp'), now.people['cannot-be-reached']],
        ] as [string, string | number][])),
    ...(now.people.erased > 0 ? [[t('erased'), now.people.erased] as [string, number]] : []),
    [t('visits'), now.visits],
    [t('needles'), now.needlesUsed],
    [t('here'), now.needlesHere],
    [t(closed === null ? 'took' : 'tookClosed'), formatSpan(now.tookSeconds, place.locale)],
    ...(now.listedMs === null
      ? []
      : ([[t('listed'), t('seconds', { seconds: (now.listedMs / 1000).toFixed(1) })]] as [string, string][])),
  ]
  return (
    <dl className={settings.facts}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const NoticeFacts = ({ recall }: { recall: RecallCase }) => {
  const t = useTranslations('recall')
  const place = usePlace()
  const facts: [string, string][] = [
    [t('case.riskClass'), recall.riskClass === null ? '' : t(`riskClass.${recall.riskClass}`)],
    [t('case.fromWhom'), recall.fromWhom],
    [t('case.passedOnBy'), recall.passedOnBy],
    [t('case.receivedOn'), recall.receivedOn === null ? '' : formatDate(recall.receivedOn, place.locale)],
    [
      t('case.opened'),
      recall.byName === ''
        ? formatDateTime(Date.parse(recall.openedIso), place)
        : t('case.openedBy', { when: formatDateTime(Date.parse(recall.openedIso), place), name: recall.byName }),
    ],
  ]
  return (
    <dl className={settings.facts}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
    </dl>
  )
}
