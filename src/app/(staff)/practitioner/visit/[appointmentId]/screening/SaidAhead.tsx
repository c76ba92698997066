'use client'

import { useTranslations } from 'use-intl/react'
import type { Answer } from '#features/screening/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { useSay } from '../use-say.ts'
import classes from '../visit.module.css'

interface SaidAheadProps {
  /** As the patient gave it before the visit. */
  said: Answer
  /** As it was asked in the visit; null: not yet. */
  answer: Answer | null
  question: string
  onConfirm: () => void
}

/** What the patient said before the visit: confirmed with one press once it was asked, and in sight while it differs. */
export const SaidAhead = ({ said, answer, question, onConfirm }: SaidAheadProps) => {
  const t = useTranslations('ahead.visit')
  const say = useSay()
  const choice = said.value === 'text' ? '' : say(`encounter.screening.choice.${said.value}`)
  const words = [choice, said.note ?? ''].filter(Boolean).join(' · ')
  if (answer?.value === said.value && (answer.note ?? '').includes(said.note ?? '')) return null
  return (
    <p className={classes.earlier}>
      <span>{t('said', { answer: words })}</span>
      {answer === null ? (
        <Button onClick={onConfirm} aria-label={t('confirmName', { answer: words, question })}>
          {t('confirm')}
        </Button>
      ) : null}
    </p>
  )
}
