'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { phoneHref } from '#ui/clinic/PhoneText.tsx'
import { formatDateTime } from '#words/time.ts'
import { useTRPC } from '../../providers/trpc.ts'
import { AnswerPhotos } from '../AnswerPhotos.tsx'
import { AnswerTask } from '../AnswerTask.tsx'
import classes from '../answer-task.module.css'
import { usePlace } from './use-place.ts'

/** On a practitioner's day: what their patients answered and nobody has closed, the soonest due first. */
export const AnswersWaiting = () => {
  const t = useTranslations('answer.read')
  const trpc = useTRPC()
  const place = usePlace()
  const { data } = useQuery(trpc.checkIn.waiting.queryOptions())
  const answers = data?.answers ?? []
  if (answers.length === 0) return null
  return (
    <section aria-labelledby="answers-waiting">
      <h2 id="answers-waiting">{t('waiting', { count: answers.length })}</h2>
      <ul className={classes.list}>
        {answers.map(({ taskId, patient, tier, signs, words, photos, dueIso, atIso, takenByName, rings }) => (
          <li key={taskId} className={classes.one} data-tier={tier}>
            <p className={classes.who}>
              <Link href={`/practitioner/record/${patient.id}`} prefetch={false}>
                <bdi>{patient.name}</bdi>
              </Link>
              {patient.phone === null ? null : <a href={phoneHref(patient.phone)}>{patient.phone}</a>}
            </p>
            <p>
              <strong>{tier === 'harmless' ? t('photoToSee') : t(`tier.${tier}`)}</strong>
              {signs.length === 0 ? null : `: ${signs.map((sign) => t(`sign.${sign}`)).join(' · ')}`}
            </p>
            {words === '' ? null : <p>{t('words', { words })}</p>}
            <AnswerPhotos photos={photos} time={place} />
            <p className={classes.soft}>{formatDateTime(Date.parse(atIso), place)}</p>
            <AnswerTask
              task={{
                ...{ id: taskId, dueIso, takenByName, practitioner: null },
                owner: rings ? 'on-duty' : 'treating',
              }}
              time={place}
              onClosed={() => undefined}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
