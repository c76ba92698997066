'use client'

import { useTranslations } from 'use-intl/react'
import { QUESTIONS, type ScreeningAnswers } from '#domain/encounter/screening.ts'
import { Part } from './Part.tsx'
import { Question } from './Question.tsx'
import { useSay } from './use-say.ts'
import classes from './visit.module.css'
import { useVisit } from './visit-context.ts'

/** What is asked before the first needle; each answer is one press and saved at once. */
export const Screening = () => {
  const t = useTranslations('practitioner.visit.screening')
  const { data, treats } = useVisit()
  const summary = data.mayTreat ? t('answered', { count: Object.keys(data.answers).length }) : null
  return (
    <Part part="screening" summary={summary}>
      {treats ? (
        <>
          <p className={classes.hint}>{t('hint')}</p>
          {QUESTIONS.map((question) => (
            <Question key={question.id} question={question} />
          ))}
        </>
      ) : !data.mayTreat ? (
        <p className={classes.hint}>{t('notYours')}</p>
      ) : (
        <Answers answers={data.answers as ScreeningAnswers} />
      )}
    </Part>
  )
}

const Answers = ({ answers }: { answers: ScreeningAnswers }) => {
  const t = useTranslations('practitioner.visit.screening')
  const say = useSay()
  if (Object.keys(answers).length === 0) return <p className={classes.hint}>{t('none')}</p>
  return (
    <dl className={classes.record}>
      {QUESTIONS.map(({ id }) => {
        const answer = answers[id]
        const choice =
          answer === undefined
            ? t('noAnswer')
            : answer.value === 'text'
              ? ''
              : say(`encounter.screening.choice.${answer.value}`)
        return (
          <div key={id}>
            <dt>{say(`encounter.screening.${id}.question`)}</dt>
            <dd>{[choice, answer?.note ?? ''].filter(Boolean).join(' · ')}</dd>
          </div>
        )
      })}
    </dl>
  )
}
