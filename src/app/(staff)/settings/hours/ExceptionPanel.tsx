'use client'

import { useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ExceptionRow } from '#features/schedule/schema.ts'
import { CheckField, ChoiceField, TextField } from '#ui/kit/Field.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import edit from '../../keeping/edit.module.css'
import { FieldFault, SelectField } from '../../keeping/fields.tsx'
import { useSave } from '../../keeping/use-save.ts'
import {
  type ExceptionDraft,
  type ExceptionField,
  edgesThatComeTwice,
  emptyException,
  exceptionDraftOf,
  type KeptSubject,
  readExceptionDraft,
} from './exception-draft.ts'
import { stretchWords } from './exception-words.ts'
import hours from './hours.module.css'
import type { ToldException } from './use-exceptions.ts'
import { useHoursWords } from './use-hours-words.ts'

interface ExceptionPanelProps {
  /** null: a new one. */
  exception: ExceptionRow | null
  subjects: readonly KeptSubject[]
  today: string
  nowMs: number
  onClose: () => void
  onSaved: (told: Exclude<ToldException, 'undone'>) => void
}

/** Something is otherwise: who or what, closed or open, when and why. Visits that it falls on are shown before it is saved. */
export const ExceptionPanel = ({ exception, subjects, today, nowMs, onClose, onSaved }: ExceptionPanelProps) => {
  const t = useTranslations('schedule.exceptions')
  const trpc = useTRPC()
  const [opened, setOpened] = useState(exception)
  const [draft, setDraft] = useState(() =>
    exception === null ? emptyException(subjects) : exceptionDraftOf(exception),
  )
  const [pressed, setPressed] = useState(false)
  const told = useTold(draft, subjects, nowMs)
  const saving = useSave(trpc.schedule.saveException.mutationOptions(), ({ id, version }) =>
    onSaved({ id, version, ...told }),
  )
  const read = readExceptionDraft(draft, subjects)
  const change = (part: Partial<ExceptionDraft>) => {
    setDraft({ ...draft, ...part })
    if (saving.error !== null) saving.reset()
  }
  const save = (affectedSeen: number | null) => {
    setPressed(true)
    const existing = opened === null ? null : { id: opened.id, version: opened.version }
    if (read.ok) saving.send({ existing, ...read.exception }, affectedSeen)
  }
  const takeTheirs = () => {
    setOpened(exception)
    setDraft(exception === null ? emptyException(subjects) : exceptionDraftOf(exception))
    saving.reset()
  }
  const lacks = (field: ExceptionField): boolean => pressed && !read.ok && read.missing.includes(field)
  return (
    <EditPanel
      title={opened === null ? t('newTitle') : t('editTitle', { name: opened.name })}
      action={t('save')}
      saving={saving}
      onSave={save}
      onClose={onClose}
      onTakeTheirs={takeTheirs}
    >
      <Whose draft={draft} change={change} lacks={lacks} subjects={subjects} fixed={opened !== null} />
      <When draft={draft} change={change} lacks={lacks} today={today} fault={saving.faultAt} subjects={subjects} />
      <Why draft={draft} change={change} lacks={lacks} />
    </EditPanel>
  )
}

const useTold = (draft: ExceptionDraft, subjects: readonly KeptSubject[], nowMs: number) => {
  const t = useTranslations('schedule.exceptions')
  const { dayText } = useHoursWords(nowMs)
  const read = readExceptionDraft(draft, subjects)
  const known = subjects.find(({ subject }) => subject.id === draft.subjectId)
  if (!read.ok || known === undefined) return { name: '', words: '' }
  const { from, until } = read.exception
  const when = stretchWords(
    { from, until, wholeDays: draft.wholeDays },
    { dayText, daysText: (first, last) => t('days', { from: first, until: last }) },
  )
  return {
    name: known.name,
    words: t('saved', { name: known.name, what: t(`kind.${known.subject.kind}.${draft.kind}`), when }),
  }
}

interface PartProps {
  draft: ExceptionDraft
  change: (part: Partial<ExceptionDraft>) => void
  lacks: (field: ExceptionField) => boolean
}

const Whose = ({
  draft,
  change,
  lacks,
  subjects,
  fixed,
}: PartProps & { subjects: readonly KeptSubject[]; fixed: boolean }) => {
  const t = useTranslations('schedule.exceptions')
  const field = useTranslations('schedule.field')
  const known = subjects.find(({ subject }) => subject.id === draft.subjectId)
  const kind = known?.subject.kind ?? 'practitioner'
  const everywhere = kind === 'practitioner' && draft.kind === 'closed'
  return (
    <>
      {subjects.length === 1 || fixed ? null : (
        <SelectField
          label={t('forWhom')}
          error={lacks('subject') ? t('needsSubject') : undefined}
          value={draft.subjectId}
          onChange={(subjectId) => change({ subjectId, locationId: '' })}
          choices={[
            { value: '', label: '–' },
            ...subjects.map(({ subject, name }) => ({ value: subject.id, label: name })),
          ]}
        />
      )}
      {fixed ? null : (
        <ChoiceField
          label={t('what')}
          name="kind"
          value={draft.kind}
          onChange={(value) => change({ kind: value === 'open' ? 'open' : 'closed', wholeDays: value !== 'open' })}
          choices={[
            { value: 'closed', label: t(`kind.${kind}.closed`) },
            { value: 'open', label: t(`kind.${kind}.open`) },
          ]}
        />
      )}
      {known === undefined || known.locations.length < 2 ? null : (
        <SelectField
          label={t('where')}
          value={draft.locationId}
          onChange={(locationId) => change({ locationId })}
          choices={[
            ...(everywhere ? [{ value: '', label: field('everywhere') }] : []),
            ...known.locations.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
    </>
  )
}

interface WhenProps extends PartProps {
  today: string
  fault: (field: string) => string | undefined
  subjects: readonly KeptSubject[]
}

const When = ({ draft, change, lacks, today, fault, subjects }: WhenProps) => {
  const t = useTranslations('schedule.exceptions')
  const field = useTranslations('schedule.field')
  return (
    <>
      <CheckField
        label={t('wholeDays')}
        checked={draft.wholeDays}
        onChange={({ currentTarget }) => change({ wholeDays: currentTarget.checked })}
      />
      <div className={edit.pair}>
        <TextField
          label={t('firstDay')}
          type="date"
          required
          min={today}
          value={draft.firstDay}
          error={lacks('firstDay') ? field('needsDate') : undefined}
          onChange={({ currentTarget }) => change({ firstDay: currentTarget.value })}
        />
        <TextField
          label={t('lastDay')}
          type="date"
          min={draft.firstDay}
          value={draft.lastDay}
          onChange={({ currentTarget }) => change({ lastDay: currentTarget.value })}
        />
      </div>
      {draft.wholeDays ? null : (
        <div className={edit.pair}>
          <TextField
            label={t('fromTime')}
            type="time"
            required
            value={draft.from}
            error={lacks('times') ? field('needsTimes') : undefined}
            onChange={({ currentTarget }) => change({ from: currentTarget.value })}
          />
          <TextField
            label={t('toTime')}
            type="time"
            required
            value={draft.to}
            onChange={({ currentTarget }) => change({ to: currentTarget.value })}
          />
        </div>
      )}
      <FieldFault>{fault('from') ?? fault('until')}</FieldFault>
      {edgesThatComeTwice(draft, subjects).map((edge) => (
        <p key={edge} className={hours.clock} role="status">
          <Icon name="clock" />
          {t(edge)}
        </p>
      ))}
    </>
  )
}

const USUAL = ['holiday', 'ill', 'course', 'publicHoliday', 'repair'] as const

const Why = ({ draft, change, lacks }: PartProps) => {
  const t = useTranslations('schedule.exceptions')
  const settings = useTranslations('settings.field')
  const listId = useId()
  return (
    <>
      <TextField
        label={t('reason')}
        hint={t('reasonHint')}
        required
        maxLength={200}
        list={listId}
        value={draft.reason}
        error={lacks('reason') ? settings('missing') : undefined}
        onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
      />
      <datalist id={listId}>
        {USUAL.map((one) => (
          <option key={one} value={t(`usual.${one}`)} />
        ))}
      </datalist>
    </>
  )
}
