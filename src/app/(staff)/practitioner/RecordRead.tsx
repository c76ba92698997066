'use client'

import { useTranslations } from 'use-intl/react'
import type { VisitRecord } from '#features/clinical-note/schema.ts'
import { formatDay } from '#words/time.ts'
import { NoteWordsRead } from './NoteWordsRead.tsx'
import classes from './record.module.css'
import { usePlace } from './use-place.ts'
import { useSay } from './visit/[appointmentId]/use-say.ts'

/** One visit's record to be read: when and with whom, what was needled, what happened, the note. */
export const RecordRead = ({ record }: { record: VisitRecord }) => {
  const t = useTranslations('note.last')
  const place = usePlace()
  return (
    <div className={classes.record}>
      <p className={classes.when}>
        {t('when', {
          day: formatDay(Date.parse(record.startedAt), place),
          practitioner: record.practitionerName,
          service: record.serviceName[place.locale],
        })}
      </p>
      <Needled record={record} />
      <Outcome record={record} />
      <NoteWordsRead {...record} />
    </div>
  )
}

/** What was done without needles, and how near the goals were. */
const Outcome = ({ record: { treatments, scores } }: { record: VisitRecord }) => {
  const t = useTranslations('outcome')
  const say = useSay()
  if (treatments.length === 0 && scores.length === 0) return null
  return (
    <ul className={classes.needled} aria-label={t('title')}>
      {treatments.map(({ technique, remark }) => (
        <li key={technique}>{[say(`technique.name.${technique}`), remark].filter(Boolean).join(' · ')}</li>
      ))}
      {scores.map(({ kind, title, value, moment }) => (
        <li key={`${kind} ${title} ${moment}`}>
          <span>
            <bdi>{moment !== null ? t(`painAt.${moment}`) : kind === 'pain' ? t('pain') : title}</bdi>:{' '}
            {t('score', { value })}
          </span>
        </li>
      ))}
    </ul>
  )
}

const Needled = ({ record: { procedures, incidents } }: { record: VisitRecord }) => {
  const t = useTranslations('note.last')
  const say = useSay()
  const incident = useTranslations('encounter.incident')
  if (procedures.length === 0 && incidents.length === 0) return <p className={classes.soft}>{t('notNeedled')}</p>
  return (
    <ul className={classes.needled} aria-label={t('needled')}>
      {procedures.map((procedure) => (
        <li key={procedure.id}>
          <strong>{procedure.areaName}</strong>
          <span className={classes.soft}>
            {t(procedure.retained ? 'rowRetained' : 'row', {
              technique: say(`technique.name.${procedure.technique}`),
              needles: procedure.needles,
              insertions: procedure.insertions,
              diameter: procedure.diameterMm.toFixed(2),
              length: procedure.lengthMm,
            })}
            {procedure.comment === '' ? '' : ` · ${procedure.comment}`}
          </span>
        </li>
      ))}
      {incidents.map(({ id, kind, description }) => (
        <li key={id} data-incident="true">
          {t('incident', { kind: incident(isNamed(kind, incident) ? kind : 'other'), description })}
        </li>
      ))}
    </ul>
  )
}

type Named = Parameters<ReturnType<typeof useTranslations<'encounter.incident'>>>[0]

/** A kind that nobody has words for is told as "other". */
const isNamed = (kind: string, t: ReturnType<typeof useTranslations<'encounter.incident'>>): kind is Named =>
  t.has(kind as Named)
