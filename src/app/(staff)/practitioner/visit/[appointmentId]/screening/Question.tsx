'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { type ChoiceValue, NEEDLED_ELSEWHERE } from '#domain/encounter/screening.ts'
import type { Answer, ScreeningOutput, Question as ScreeningQuestion } from '#features/screening/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { useKeepFocus } from '#ui/kit/use-keep-focus.ts'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { useEntry } from '../use-entry.ts'
import { useSay } from '../use-say.ts'
import classes from '../visit.module.css'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import { Words } from '../Words.tsx'
import { Elsewhere } from './Elsewhere.tsx'
import { SaidAhead } from './SaidAhead.tsx'

interface Draft {
  readonly answer: Answer
  /** The answers as they were read when this one had been saved: whatever is read after them is newer. */
  readonly savedBefore: ScreeningOutput['answers'] | null
}

/** What was answered, as shown at once, and how it is saved behind that. */
const useAnswer = (id: string, { answers, answersToConfirm }: ScreeningOutput) => {
  const { data } = useVisit()
  const api = useTRPCClient()
  const [draft, setDraft] = useState<Draft | null>(null)
  const read = useRef(answers)
  useEffect(() => {
    read.current = answers
  }, [answers])
  const entry = useEntry(
    (input: Parameters<typeof api.screening.answer.mutate>[0]) => api.screening.answer.mutate(input),
    { inTurn: true },
  )
  const give = async (answer: Answer) => {
    setDraft({ answer, savedBefore: null })
    const saved = await entry.send({ encounterId: encounterIdOf(data), answers: { [id]: answer } })
    if (saved === null) return
    setDraft((current) => (current?.answer === answer ? { answer, savedBefore: read.current } : current))
  }
  const overtaken = draft !== null && draft.savedBefore !== null && draft.savedBefore !== answers
  const shown = draft === null || overtaken ? null : draft.answer
  return { answer: shown ?? answers[id] ?? null, earlier: answersToConfirm[id] ?? null, entry, give }
}

/** One question: the answers side by side, large enough for gloves. */
export const Question = ({ question, screening }: { question: ScreeningQuestion; screening: ScreeningOutput }) => {
  const t = useTranslations('practitioner.visit.screening')
  const say = useSay()
  const name = useId()
  const { id, choices, question: words, help } = question
  const { answer, earlier, entry, give } = useAnswer(id, screening)
  const place = useKeepFocus<HTMLFieldSetElement>(answer === null)
  const said = screening.saidAhead?.answers[id]
  const ahead =
    said === undefined ? null : (
      <SaidAhead said={said} answer={answer} question={words} onConfirm={() => void give(said)} />
    )
  if (choices.length === 0)
    return (
      <div className={classes.question}>
        {ahead}
        <Words
          label={words}
          hint={help}
          action={t('save')}
          value={answer?.note ?? ''}
          saving={entry.saving}
          onSave={(note) => void give({ value: 'text', note })}
        />
        <EntryNotice entry={entry} />
      </div>
    )
  const choiceWords = (value: string) => say(`encounter.screening.choice.${value}`)
  return (
    <fieldset ref={place} className={classes.question} aria-describedby={`${name}-help`}>
      <legend>{words}</legend>
      <p className={classes.hint} id={`${name}-help`}>
        {help}
      </p>
      <div className={classes.choices}>
        {choices.map((value) => (
          <label key={value} className={classes.choice} data-value={value}>
            <input type="radio" name={name} checked={answer?.value === value} onChange={() => void give({ value })} />
            {choiceWords(value)}
          </label>
        ))}
      </div>
      {ahead}
      {answer === null && earlier !== null && earlier.value !== 'text' ? (
        <p className={classes.earlier}>
          <span>
            {[t('lastTime', { answer: choiceWords(earlier.value) }), earlier.note ?? ''].filter(Boolean).join(' · ')}
          </span>
          <Button
            onClick={() => void give(earlier)}
            aria-label={t('stillName', { answer: choiceWords(earlier.value), question: words })}
          >
            {t('still')}
          </Button>
        </p>
      ) : null}
      {answer !== null && question.asksWhere && asksMore(answer.value) && answer.value !== 'text' ? (
        <Elsewhere
          key={answer.value}
          holds={id === NEEDLED_ELSEWHERE}
          areaIds={answer.areaIds ?? []}
          onDate={answer.onDate}
          saving={entry.saving}
          onSay={(said) => void give({ ...answer, ...said })}
        />
      ) : null}
      {answer !== null && asksMore(answer.value) ? (
        <Words
          label={t('more')}
          action={t('save')}
          value={answer.note ?? ''}
          saving={entry.saving}
          onSave={(note) => void give({ ...answer, value: answer.value as ChoiceValue, note })}
        />
      ) : null}
      <EntryNotice entry={entry} />
    </fieldset>
  )
}

const asksMore = (value: string): boolean => value === 'yes' || value === 'unsure'
