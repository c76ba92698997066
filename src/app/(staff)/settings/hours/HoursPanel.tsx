'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { dayNumberOf } from '#domain/time/calendar-date.ts'
import type { HoursRow } from '#features/schedule/schema.ts'
import { hoursWords } from '#words/rule.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import { SelectField } from '../../keeping/fields.tsx'
import { useSave } from '../../keeping/use-save.ts'
import type { KeptSubject } from './exception-draft.ts'
import { HoursFields, ValidityFields } from './HoursFields.tsx'
import { HoursPreview } from './HoursPreview.tsx'
import { draftOf, emptyDraft, type HoursDraft, type HoursField, readHoursDraft } from './hours-draft.ts'
import { PasteField } from './PasteField.tsx'
import { useHoursWords } from './use-hours-words.ts'

interface HoursPanelProps {
  /** null: new ones. */
  row: HoursRow | null
  kept: KeptSubject
  today: string
  nowMs: number
  onClose: () => void
  onSaved: (said: string) => void
}

/** Hours in the words of a clinic, with what they mean day by day before they are saved. */
export const HoursPanel = ({ row, kept, today, nowMs, onClose, onSaved }: HoursPanelProps) => {
  const t = useTranslations('schedule')
  const trpc = useTRPC()
  const [opened, setOpened] = useState(row)
  const blank = () => emptyDraft(kept.locations[0]?.id ?? '', today)
  const [draft, setDraft] = useState(() => (row === null ? blank() : draftOf(row)))
  const [pressed, setPressed] = useState(false)
  const { context } = useHoursWords(nowMs)
  const read = readHoursDraft(draft)
  const zone = kept.locations.find(({ id }) => id === draft.locationId)?.timeZone ?? 'UTC'
  const words = read.ok
    ? hoursWords({ ...read.hours, rule: read.rule }, dayNumberOf(read.hours.validFrom), context)
    : ''
  const saving = useSave(trpc.schedule.saveHours.mutationOptions(), () => onSaved(t('saved', { what: words })))
  const change = (part: Partial<HoursDraft>) => {
    setDraft({ ...draft, ...part })
    if (saving.error !== null) saving.reset()
  }
  const save = (affectedSeen: number | null) => {
    setPressed(true)
    const existing = opened === null ? null : { id: opened.id, version: opened.version }
    if (read.ok) saving.send({ existing, subject: kept.subject, ...read.hours }, affectedSeen)
  }
  const takeTheirs = () => {
    setOpened(row)
    setDraft(row === null ? blank() : draftOf(row))
    saving.reset()
  }
  const problemAt = (field: HoursField) => (pressed && !read.ok ? read.problems[field] : undefined)
  const fields = { draft, change, problemAt, faultAt: saving.faultAt, nowMs }
  return (
    <EditPanel
      title={row === null ? t('newTitle', { name: kept.name }) : t('editTitle')}
      action={t('save')}
      saving={saving}
      onSave={save}
      onClose={onClose}
      onTakeTheirs={takeTheirs}
    >
      {kept.locations.length < 2 ? null : (
        <SelectField
          label={t('field.where')}
          value={draft.locationId}
          onChange={(locationId) => change({ locationId })}
          choices={kept.locations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <HoursFields {...fields} />
      {read.ok ? (
        <HoursPreview
          hours={read.hours}
          rule={read.rule}
          zone={zone}
          today={today}
          nowMs={nowMs}
          onTakeRule={(rule) => change({ ...draftOf({ ...read.hours, rule, id: '', version: 1 }) })}
        />
      ) : null}
      <ValidityFields {...fields} />
      <PasteField draft={draft} zone={zone} nowMs={nowMs} onTake={change} />
    </EditPanel>
  )
}
