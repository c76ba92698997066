'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import { ClinicSteps } from '#ui/clinic/ClinicSteps.tsx'
import { NeedleCounter } from '#ui/clinic/needling/NeedleCounter.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { ChoiceField, TextAreaField, TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useTRPCClient } from '../../../providers/trpc.ts'
import { usePlace } from '../use-place.ts'
import { EntryNotice } from '../visit/[appointmentId]/EntryNotice.tsx'
import { useEmergencyTexts } from '../visit/[appointmentId]/safety/use-emergency-texts.ts'
import { useEntry } from '../visit/[appointmentId]/use-entry.ts'
import classes from './incidents.module.css'
import type { IncidentVisit } from './report-draft.ts'

/** A needle is found after the record was completed: said beside it, with an incident and a task (Z4). */
export const FoundNeedle = ({ visit }: { visit: IncidentVisit }) => {
  const t = useTranslations('safety.incident')
  const place = usePlace()
  const api = useTRPCClient()
  const today = localDateOf(visit.nowMs, place.zone)
  const empty = { needles: 1, found: 'in-the-body' as 'in-the-body' | 'outside', foundOn: today, description: '' }
  const [form, setForm] = useState(empty)
  const [saved, setSaved] = useState(false)
  const steps = useEmergencyTexts().find(({ key }) => key === 'needle-found')
  const entry = useEntry((input: Parameters<typeof api.incident.reportFound.mutate>[0]) =>
    api.incident.reportFound.mutate(input),
  )
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (form.description.trim() === '' || form.foundOn === '') return
    const { encounterId } = visit
    const done = await entry.send({ encounterId, ...form, description: form.description.trim() })
    if (done === null) return
    setSaved(true)
    setForm(empty)
  }
  return (
    <details className={classes.found}>
      <summary>{t('found')}</summary>
      <form className={classes.form} onSubmit={(event) => void save(event)} noValidate>
        <p className={classes.quiet}>{t('foundHint')}</p>
        {saved ? <Notice tone="done" role="status" title={t('saved')} /> : null}
        {steps === undefined ? null : <ClinicSteps text={steps} />}
        <NeedleCounter
          label={t('foundNeedles')}
          min={1}
          value={form.needles}
          onChange={(needles) => setForm({ ...form, needles })}
        />
        <ChoiceField
          label={t('foundWhere')}
          name="found-where"
          value={form.found}
          choices={(['in-the-body', 'outside'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={(value) => setForm({ ...form, found: value === 'outside' ? 'outside' : 'in-the-body' })}
          required
        />
        <TextField
          type="date"
          label={t('foundOn')}
          max={today}
          value={form.foundOn}
          required
          onChange={({ currentTarget }) => setForm({ ...form, foundOn: currentTarget.value })}
        />
        <TextAreaField
          label={t('told')}
          rows={3}
          value={form.description}
          maxLength={4000}
          required
          onChange={({ currentTarget }) => setForm({ ...form, description: currentTarget.value })}
        />
        <EntryNotice entry={entry} />
        <div className={classes.actions}>
          <Button
            type="submit"
            busy={entry.saving}
            disabled={form.description.trim() === '' || form.foundOn === '' || entry.unsent}
          >
            {t('saveFound')}
          </Button>
        </div>
      </form>
    </details>
  )
}
