'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { NEEDLING_TECHNIQUES } from '#domain/recovery/technique.ts'
import type { ServiceSetup } from '#features/healthcare-service/schema.ts'
import { CheckField, TextAreaField, TextField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import classes from '../../keeping/edit.module.css'
import { DurationField, ManyField, NumberField, SelectField, StateField } from '../../keeping/fields.tsx'
import { useFieldWords } from '../../keeping/use-field-words.ts'
import { useSave } from '../../keeping/use-save.ts'
import { PartsField } from './PartsField.tsx'
import { draftOf, readDraft, type ServiceDraft, type ServiceField } from './service-draft.ts'

interface ServicePanelProps {
  /** null: a new one. */
  service: ServiceSetup | null
  mayEdit: boolean
  onClose: () => void
  onSaved: (name: string) => void
}

/** Everything that a service is, in the order in which one thinks of it. */
export const ServicePanel = ({ service, mayEdit, onClose, onSaved }: ServicePanelProps) => {
  const t = useTranslations('service')
  const trpc = useTRPC()
  const [opened, setOpened] = useState(service)
  const [draft, setDraft] = useState(() => draftOf(service))
  const [pressed, setPressed] = useState(false)
  const saving = useSave(trpc.healthcareService.save.mutationOptions(), () => onSaved(draft.nameEn))
  const fieldWords = useFieldWords()
  const read = readDraft(draft)
  const fault = (field: ServiceField): string | undefined =>
    (pressed && !read.ok ? fieldWords(read.problems[field]) : undefined) ?? saving.faultAt(field)
  const change = (part: Partial<ServiceDraft>) => {
    setDraft({ ...draft, ...part })
    if (saving.error !== null) saving.reset()
  }
  const save = (affectedSeen: number | null) => {
    setPressed(true)
    const existing = opened === null ? null : { id: opened.id, version: opened.version }
    if (read.ok) saving.send({ existing, ...read.service }, affectedSeen)
  }
  const takeTheirs = () => {
    setOpened(service)
    setDraft(draftOf(service))
    saving.reset()
  }
  const name = opened?.name.en ?? ''
  return (
    <EditPanel
      title={opened === null ? t('new') : t(mayEdit ? 'edit' : 'see', { name })}
      action={mayEdit ? t('save') : null}
      saving={saving}
      onSave={save}
      onClose={onClose}
      onTakeTheirs={takeTheirs}
    >
      <What draft={draft} change={change} fault={fault} />
      <Group title={t('how')}>
        <PartsField draft={draft} error={fault('segments')} onChange={(parts) => change({ parts })} />
        <div className={classes.pair}>
          <NumberField
            label={t('before')}
            hint={t('beforeHint')}
            min={0}
            error={fault('bufferBeforeMinutes')}
            value={draft.bufferBeforeMinutes}
            onChange={(bufferBeforeMinutes) => change({ bufferBeforeMinutes })}
          />
          <NumberField
            label={t('after')}
            hint={t('afterHint')}
            min={0}
            error={fault('bufferAfterMinutes')}
            value={draft.bufferAfterMinutes}
            onChange={(bufferAfterMinutes) => change({ bufferAfterMinutes })}
          />
        </div>
      </Group>
      <WhereAndWho draft={draft} change={change} fault={fault} />
      <Booking draft={draft} change={change} fault={fault} />
      {opened === null ? null : (
        <Group title={t('comingVisits', { count: opened.comingVisits })}>
          <StateField active={draft.active} onChange={(active) => change({ active })} />
        </Group>
      )}
    </EditPanel>
  )
}

interface PartProps {
  draft: ServiceDraft
  change: (part: Partial<ServiceDraft>) => void
  fault: (field: ServiceField) => string | undefined
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset className={classes.group}>
    <legend>{title}</legend>
    {children}
  </fieldset>
)

const What = ({ draft, change, fault }: PartProps) => {
  const t = useTranslations('service')
  const technique = useTranslations('technique.name')
  return (
    <>
      <TextField
        label={t('nameEn')}
        required
        maxLength={120}
        error={fault('name.en')}
        value={draft.nameEn}
        onChange={({ currentTarget }) => change({ nameEn: currentTarget.value })}
      />
      <TextField
        label={t('nameDe')}
        required
        maxLength={120}
        error={fault('name.de')}
        value={draft.nameDe}
        onChange={({ currentTarget }) => change({ nameDe: currentTarget.value })}
      />
      <TextAreaField
        label={t('descriptionEn')}
        rows={2}
        maxLength={600}
        value={draft.descriptionEn}
        onChange={({ currentTarget }) => change({ descriptionEn: currentTarget.value })}
      />
      <TextAreaField
        label={t('descriptionDe')}
        rows={2}
        maxLength={600}
        value={draft.descriptionDe}
        onChange={({ currentTarget }) => change({ descriptionDe: currentTarget.value })}
      />
      <SelectField
        label={t('technique')}
        hint={t('techniqueHint')}
        value={draft.technique}
        onChange={(value) => change({ technique: value })}
        choices={[
          { value: '', label: t('without') },
          ...NEEDLING_TECHNIQUES.map((value) => ({ value, label: technique(value) })),
        ]}
      />
    </>
  )
}

const WhereAndWho = ({ draft, change }: PartProps) => {
  const t = useTranslations('service')
  const trpc = useTRPC()
  const known = useQuery(trpc.device.setup.queryOptions({ limit: 1 }))
  const setting = useQuery(trpc.clinic.setting.queryOptions())
  const people = setting.data?.practitioners ?? []
  const devices = [...new Set([...(known.data?.kinds ?? []), ...draft.deviceKinds])].sort()
  return (
    <>
      <Group title={t('where')}>
        <SelectField
          label={t('roomKind')}
          value={draft.roomKind}
          onChange={(value) => change({ roomKind: value === 'group' ? 'group' : 'treatment' })}
          choices={(['treatment', 'group'] as const).map((value) => ({ value, label: t(value) }))}
        />
        <ManyField
          label={t('devices')}
          hint={t('devicesHint')}
          empty={known.isPending ? null : t('noDevices')}
          choices={devices.map((value) => ({ value, label: value }))}
          value={draft.deviceKinds}
          onChange={(deviceKinds) => change({ deviceKinds })}
        />
      </Group>
      <ManyField
        label={t('who')}
        hint={t('whoHint')}
        empty={setting.isPending ? null : t('noPeople')}
        choices={people.map(({ id, name }) => ({ value: id, label: <bdi>{name}</bdi> }))}
        value={draft.practitionerIds}
        onChange={(practitionerIds) => change({ practitionerIds })}
      />
    </>
  )
}

const Booking = ({ draft, change, fault }: PartProps) => {
  const t = useTranslations('service')
  return (
    <Group title={t('booking')}>
      <CheckField
        label={t('bookableOnline')}
        checked={draft.bookableOnline}
        onChange={({ currentTarget }) => change({ bookableOnline: currentTarget.checked })}
      />
      {draft.bookableOnline ? (
        <CheckField
          label={t('byRequestLabel')}
          checked={draft.byRequest}
          onChange={({ currentTarget }) => change({ byRequest: currentTarget.checked })}
        />
      ) : null}
      <DurationField
        label={t('notice')}
        hint={t('noticeHint')}
        error={fault('minNoticeMinutes')}
        value={draft.notice}
        onChange={(notice) => change({ notice })}
      />
      <NumberField
        label={t('ahead')}
        hint={t('aheadHint')}
        min={1}
        error={fault('maxAheadDays')}
        value={draft.maxAheadDays}
        onChange={(maxAheadDays) => change({ maxAheadDays })}
      />
      <div className={classes.pair}>
        <NumberField
          label={t('perDay')}
          hint={t('perDayHint')}
          min={1}
          required={false}
          error={fault('maxPerDay')}
          value={draft.maxPerDay}
          onChange={(maxPerDay) => change({ maxPerDay })}
        />
        <NumberField
          label={t('perPatient')}
          hint={t('perPatientHint')}
          min={1}
          required={false}
          error={fault('maxPerPatientPerDay')}
          value={draft.maxPerPatientPerDay}
          onChange={(maxPerPatientPerDay) => change({ maxPerPatientPerDay })}
        />
      </div>
      <DurationField
        label={t('late')}
        hint={t('lateHint')}
        error={fault('lateCancelMinutes')}
        value={draft.lateCancel}
        onChange={(lateCancel) => change({ lateCancel })}
      />
    </Group>
  )
}
