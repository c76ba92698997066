'use client'

import { type FormEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { type AheadQuestion, LONGEST_NOTE, type SaidAheadInput } from '#features/answers-ahead/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { hearEarly } from '#ui/kit/hear-early.ts'
import kit from '#ui/kit/kit.module.css'
import { isSignedOut, refusalsOf } from '../../../../providers/problem.ts'
import pages from '../../pages.module.css'
import { portalApi } from '../../portal-api.ts'
import { signInAgain } from '../../sign-in-again.ts'

interface AheadFormProps {
  slug: string
  appointmentId: string
  questions: readonly AheadQuestion[]
}

interface Draft {
  readonly value?: AheadQuestion['choices'][number]
  readonly note?: string
}
type Drafts = Readonly<Record<string, Draft>>

const asksMore = (value: Draft['value']): boolean => value === 'yes' || value === 'unsure'

/** What was marked and written; what was left open is not said. */
const saidIn = (questions: readonly AheadQuestion[], drafts: Drafts): Record<string, SaidAheadInput> =>
  Object.fromEntries(
    questions.flatMap(({ id, choices }): [string, SaidAheadInput][] => {
      const { value, note = '' } = drafts[id] ?? {}
      const words = note.trim()
      if (choices.length === 0) return words === '' ? [] : [[id, { value: 'text', note: words }]]
      if (value === undefined) return []
      return [[id, words === '' || !asksMore(value) ? { value } : { value, note: words }]]
    }),
  )

/** Each question with its answers side by side; nothing has to be answered, and what was typed survives a failure. */
export const AheadForm = ({ slug, appointmentId, questions }: AheadFormProps) => {
  const t = useTranslations('ahead')
  const requestId = useRef<string>(undefined)
  const [drafts, setDrafts] = useState<Drafts>({})
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const change = (id: string, to: Draft) => {
    requestId.current = undefined
    setDrafts((all) => ({ ...all, [id]: { ...all[id], ...to } }))
  }
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const answers = saidIn(questions, drafts)
    if (Object.keys(answers).length === 0) return setProblem(t('refused.nothingSaid'))
    setBusy(true)
    setProblem(null)
    requestId.current ??= crypto.randomUUID()
    try {
      await portalApi(slug).answersAhead.give.mutate({ requestId: requestId.current, appointmentId, answers })
      window.location.assign(`/c/${slug}/consent?answered`)
    } catch (error) {
      if (isSignedOut(error)) return signInAgain(slug)
      setProblem(refusalsOf(error)[0]?.sentence ?? t('refused.tryAgain'))
      setBusy(false)
    }
  }
  return (
    <form className={pages.form} onSubmit={onSubmit} autoComplete="off" noValidate>
      {questions.map((question) => (
        <Asked
          key={question.id}
          question={question}
          draft={drafts[question.id] ?? {}}
          onChange={(to) => change(question.id, to)}
        />
      ))}
      {problem === null ? null : (
        <p role="alert" className={kit.fieldError}>
          {problem}
        </p>
      )}
      <Button type="submit" kind="primary" wide busy={busy}>
        {t('own.send')}
      </Button>
    </form>
  )
}

interface AskedProps {
  question: AheadQuestion
  draft: Draft
  onChange: (to: Draft) => void
}

const Asked = ({ question: { id, question, help, choices }, draft, onChange }: AskedProps) => {
  const t = useTranslations('ahead')
  const note = (label: string, hint?: string) => (
    <TextAreaField
      label={label}
      hint={hint}
      rows={2}
      maxLength={LONGEST_NOTE}
      value={draft.note ?? ''}
      onChange={({ currentTarget }) => onChange({ note: currentTarget.value })}
    />
  )
  if (choices.length === 0) return note(question, help)
  return (
    <div>
      <fieldset className={kit.field} aria-describedby={`${id}-help`}>
        <legend className={kit.label}>{question}</legend>
        <p id={`${id}-help`} className={kit.hint}>
          {help}
        </p>
        <div className={kit.choices}>
          {choices.map((value) => (
            <label key={value} className={kit.choice}>
              <input
                ref={hearEarly}
                type="radio"
                name={id}
                value={value}
                checked={draft.value === value}
                onChange={() => onChange({ value })}
              />
              <span>{t(`choice.${value}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {asksMore(draft.value) ? note(t('own.more')) : null}
    </div>
  )
}
