'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import type { VisitAnswer } from '#features/check-in/schema.ts'
import { formatDateTime } from '#words/time.ts'
import { useTRPC } from '../../providers/trpc.ts'
import { AnswerPhotos } from '../AnswerPhotos.tsx'
import classes from '../answer-task.module.css'
import { usePlace } from './use-place.ts'

/** What the patient answered after this visit, as they said it, and what came of it; nothing when they said nothing. */
export const VisitAnswers = ({ encounterId }: { encounterId: string }) => {
  const t = useTranslations('answer.read')
  const trpc = useTRPC()
  const answers = useQuery(trpc.checkIn.ofVisit.queryOptions({ encounterId })).data?.answers ?? []
  if (answers.length === 0) return null
  return (
    <section aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <ul className={classes.list}>
        {answers.map((answer) => (
          <OneAnswer key={answer.id} answer={answer} />
        ))}
      </ul>
    </section>
  )
}

const YES_NO = ['no', 'yes', 'unsure', 'none', 'small', 'growing', 'in-the-body', 'outside'] as const
const VIA = ['link', 'portal', 'sms'] as const
const OUTCOMES = ['reached', 'sent-to-help', 'not-reached', 'false-alarm', 'nothing-needed'] as const

const OneAnswer = ({ answer }: { answer: VisitAnswer }) => {
  const t = useTranslations('answer.read')
  const outcomes = useTranslations('answer.task.outcomes')
  const place = usePlace()
  const said = (value: string) => t(`value.${YES_NO.find((one) => one === value) ?? 'unsure'}`)
  const { soreness, bruise, needle, needles, tier, words, tasks, photos, rules, wordLists } = answer
  const yesNo = (['chest', 'infection', 'numbness'] as const).flatMap((sign) =>
    answer[sign] === null ? [] : [t(`marked.${sign}`, { value: said(answer[sign]) })],
  )
  const marked = [
    ...yesNo,
    ...(needle === null ? [] : [t('marked.needle', { value: said(needle), count: needles ?? 0 })]),
    ...(bruise === null ? [] : [t('marked.bruise', { value: said(bruise) })]),
    ...(soreness === null ? [] : [t('marked.soreness', { value: soreness })]),
  ]
  const sortedBy = [
    ...rules.map(({ sign, version }) => t('byVersion', { what: t(`sign.${sign}`), version })),
    ...wordLists.map(({ language, version }) =>
      t('byVersion', { what: t(language === 'de' ? 'wordsIn.de' : 'wordsIn.en'), version }),
    ),
  ]
  return (
    <li className={classes.one} data-tier={tier}>
      <p>
        <strong>{t(`tier.${tier}`)}</strong>{' '}
        <span className={classes.soft}>
          {t('at', {
            when: formatDateTime(Date.parse(answer.atIso), place),
            via: t(`via.${VIA.find((one) => one === answer.via) ?? 'link'}`),
          })}
        </span>
      </p>
      {marked.length === 0 ? null : <p>{marked.join(' · ')}</p>}
      {words === '' ? null : <p>{t('words', { words })}</p>}
      <AnswerPhotos photos={photos} time={place} />
      {sortedBy.length === 0 ? null : <p className={classes.soft}>{t('sortedBy', { by: sortedBy.join(' · ') })}</p>}
      {tasks.map(({ id, status, takenByName, outcome, note }) => (
        <p key={id} className={classes.soft}>
          {status === 'open'
            ? t('open')
            : t('came', {
                name: takenByName ?? '',
                outcome: outcomes(OUTCOMES.find((one) => one === outcome) ?? 'reached'),
                note: note ?? '',
              })}
        </p>
      ))}
    </li>
  )
}
