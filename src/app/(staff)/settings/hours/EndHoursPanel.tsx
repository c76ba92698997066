'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { parseRule } from '#domain/recurrence/parse-rule.ts'
import { dayNumberOf, parseDate } from '#domain/time/calendar-date.ts'
import type { HoursRow } from '#features/schedule/schema.ts'
import { TextField } from '#ui/kit/Field.tsx'
import { hoursWords } from '#words/rule.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import { useSave } from '../../keeping/use-save.ts'
import { useHoursWords } from './use-hours-words.ts'

interface EndHoursPanelProps {
  row: HoursRow
  today: string
  nowMs: number
  onClose: () => void
  onEnded: (said: string) => void
}

/** The last day of hours. */
export const EndHoursPanel = ({ row, today, nowMs, onClose, onEnded }: EndHoursPanelProps) => {
  const t = useTranslations('schedule')
  const trpc = useTRPC()
  const [lastDay, setLastDay] = useState(today)
  const { context } = useHoursWords(nowMs)
  const parsed = parseRule(row.rule)
  const words = parsed.ok ? hoursWords({ ...row, rule: parsed.rule }, dayNumberOf(row.validFrom), context) : row.rule
  const saving = useSave(trpc.schedule.endHours.mutationOptions(), () => onEnded(t('endedTold', { what: words })))
  const save = (affectedSeen: number | null) => {
    if (parseDate(lastDay) !== null) saving.send({ id: row.id, version: row.version, lastDay }, affectedSeen)
  }
  return (
    <EditPanel title={t('endTitle', { words })} action={t('endAction')} saving={saving} onSave={save} onClose={onClose}>
      <TextField
        label={t('lastDay')}
        hint={t('lastDayHint')}
        type="date"
        required
        value={lastDay}
        error={parseDate(lastDay) === null ? t('field.needsDate') : undefined}
        onChange={({ currentTarget }) => {
          setLastDay(currentTarget.value)
          if (saving.error !== null) saving.reset()
        }}
      />
    </EditPanel>
  )
}
