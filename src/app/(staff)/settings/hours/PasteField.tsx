'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { parseBlock } from '#domain/recurrence/parse-block.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { blockRefusalWords } from '#words/block-refusal.ts'
import { readHours } from '#words/read-rule.ts'
import edit from '../../keeping/edit.module.css'
import { type HoursDraft, readHoursDraft, withBlock } from './hours-draft.ts'
import { useHoursWords } from './use-hours-words.ts'

interface PasteFieldProps {
  draft: HoursDraft
  zone: string
  nowMs: number
  onTake: (draft: HoursDraft) => void
}

/** Looks as if a calendar wrote it: a part with its value, or a line with its name. */
const CALENDAR = /\b(?:FREQ|BYDAY|INTERVAL)\s*=|^\s*(?:RRULE|DTSTART|DTEND|DURATION|RDATE|EXDATE)\b/im

/** A rule as a calendar writes it, or hours in words, read into the fields above; or said why not. */
export const PasteField = ({ draft, zone, nowMs, onTake }: PasteFieldProps) => {
  const t = useTranslations('schedule.field')
  const { context } = useHoursWords(nowMs)
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const take = () => {
    if (text.trim() === '') return
    const words = CALENDAR.test(text) ? null : readHours(text, context)
    if (words !== null) {
      onTake(withBlock(draft, { ...words, startDate: null, rdates: draft.addedDates, exdates: draft.droppedDates }))
    } else if (CALENDAR.test(text)) {
      const read = readHoursDraft(draft)
      const parsed = parseBlock(text, { zone, startMinute: read.ok ? read.hours.startMinute : null })
      if (!parsed.ok) return setProblem(blockRefusalWords(parsed, { t: context.t, zone }))
      onTake(withBlock(draft, parsed.block))
    } else return setProblem(t('notUnderstood'))
    setProblem(null)
    setText('')
  }
  return (
    <fieldset className={edit.group}>
      <TextAreaField
        label={t('paste')}
        hint={t('pasteHint')}
        rows={3}
        spellCheck={false}
        required
        value={text}
        error={problem ?? undefined}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          setProblem(null)
        }}
      />
      <div>
        <Button onClick={take}>{t('take')}</Button>
      </div>
    </fieldset>
  )
}
