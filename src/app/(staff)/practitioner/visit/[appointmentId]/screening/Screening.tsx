'use client'

import { useTranslations } from 'use-intl/react'
import type { ScreeningOutput } from '#features/screening/schema.ts'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { ApiErrorState } from '../../../../../providers/ApiProblem.tsx'
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
      <StillSo screening={screening} />
      {screening.questions.map((question) => (
        <Question key={question.id} question={question} screening={screening} />
      ))}
    </>
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
