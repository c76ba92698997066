'use client'

import { useTranslations } from 'use-intl/react'
import type { ScreeningOutput } from '#features/screening/schema.ts'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDateTime } from '#words/time.ts'
import { ApiErrorState } from '../../../../../providers/ApiProblem.tsx'
import { usePlace } from '../../../use-place.ts'
import { Part } from '../Part.tsx'
import { useSay } from '../use-say.ts'
import classes from '../visit.module.css'
import { useVisit } from '../visit-context.ts'
import { Question } from './Question.tsx'
import { StillSo } from './StillSo.tsx'
import { useScreening } from './use-screening.ts'

/** What is asked before the first needle; each answer is one press and saved at once. */
export const Screening = () => {
  const t = useTranslations('practitioner.visit.screening')
  const { data } = useVisit()
  const screening = useScreening()
  const count = Object.keys(screening.data?.answers ?? {}).length
  return (
    <Part part="screening" summary={screening.data === undefined ? null : t('answered', { count })}>
      {!data.mayTreat ? (
        <p className={classes.hint}>{t('notYours')}</p>
      ) : screening.data !== undefined ? (
        <Asked screening={screening.data} />
      ) : screening.isError ? (
        <ApiErrorState
          error={screening.error}
          onTryAgain={() => void screening.refetch()}
          busy={screening.isFetching}
        />
      ) : (
        <LoadingRows rows={6} />
      )}
    </Part>
  )
}

const Asked = ({ screening }: { screening: ScreeningOutput }) => {
  const t = useTranslations('practitioner.visit.screening')
  const { treats } = useVisit()
  if (!treats) return <Answers screening={screening} />
  return (
    <>
      <p className={classes.hint}>{t('hint')}</p>
      <Ahead screening={screening} />
      <StillSo screening={screening} />
      {screening.questions.map((question) => (
        <Question key={question.id} question={question} screening={screening} />
      ))}
    </>
  )
}

/** That something was said before the visit, so that nobody takes it for asked. */
const Ahead = ({ screening: { saidAhead } }: { screening: ScreeningOutput }) => {
  const t = useTranslations('ahead.visit')
  const place = usePlace()
  if (saidAhead === null) return null
  const when = formatDateTime(Date.parse(saidAhead.atIso), place)
  return (
    <Notice tone="due" title={t('title', { when })}>
      <p>{t('body')}</p>
    </Notice>
  )
}

const Answers = ({ screening: { questions, answers } }: { screening: ScreeningOutput }) => {
  const t = useTranslations('practitioner.visit.screening')
  const say = useSay()
  if (Object.keys(answers).length === 0) return <p className={classes.hint}>{t('none')}</p>
  return (
    <dl className={classes.record}>
      {questions.map(({ id, question }) => {
        const answer = answers[id]
        const choice =
          answer === undefined
            ? t('noAnswer')
            : answer.value === 'text'
              ? ''
              : say(`encounter.screening.choice.${answer.value}`)
        return (
          <div key={id}>
            <dt>{question}</dt>
            <dd>{[choice, answer?.note ?? ''].filter(Boolean).join(' · ')}</dd>
          </div>
        )
      })}
    </dl>
  )
}
