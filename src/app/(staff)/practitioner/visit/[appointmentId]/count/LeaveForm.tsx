'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import type { ClinicTextOutput } from '#features/safety-policy/schema.ts'
import { ClinicSteps } from '#ui/clinic/ClinicSteps.tsx'
import { NeedleCounter } from '#ui/clinic/needling/NeedleCounter.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField, ChoiceField, SelectField, TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { SignaturePad } from '#ui/kit/SignaturePad.tsx'
import { isSigned, type Stroke } from '#ui/kit/stroke.ts'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { usePlace } from '../../../use-place.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { useAreaName } from '../use-area-name.ts'
import { useEntry } from '../use-entry.ts'
import classes from '../visit.module.css'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import { useSteps } from './use-standing.ts'

const EMPTY = { needles: 1, removalOn: '', leaflet: 'paper' as 'paper' | 'mail', typed: false }

/** Everything that leaving a needle in asks for, on one sheet that the patient reads and signs. */
export const LeaveForm = ({ agreement }: { agreement: ClinicTextOutput }) => {
  const t = useTranslations('safety.leave')
  const place = usePlace()
  const { data, nowMs } = useVisit()
  const api = useTRPCClient()
  const areaName = useAreaName()
  const leaflet = useSteps('left-in-place-leaflet')
  const treated = [...new Set(data.procedures.filter((one) => !one.enteredInError).map(({ areaId }) => areaId))]
  const [areaId, setAreaId] = useState(treated[0] ?? '')
  const [form, setForm] = useState(EMPTY)
  const [name, setName] = useState(data.visit.patientName)
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const [tried, setTried] = useState(false)
  const entry = useEntry((input: Parameters<typeof api.needleCount.leaveInPlace.mutate>[0]) =>
    api.needleCount.leaveInPlace.mutate(input),
  )
  const lacks = {
    day: form.removalOn === '',
    name: name.trim() === '',
    signature: !form.typed && !isSigned(strokes),
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (lacks.day || lacks.name || lacks.signature) return
    await entry.send({
      ...{ encounterId: encounterIdOf(data), areaId, needles: form.needles, removalOn: form.removalOn },
      ...{ textId: agreement.id, locale: place.locale, leaflet: form.leaflet },
      ...{ signedName: name.trim(), signerRelation: name.trim() === data.visit.patientName ? 'self' : 'guardian' },
      strokes: form.typed ? [] : strokes.map((stroke) => [...stroke]),
    })
  }
  return (
    <form className={classes.outForm} onSubmit={(event) => void save(event)} noValidate>
      <p className={classes.hint}>{t('hint')}</p>
      <SelectField
        label={t('where')}
        value={areaId}
        required
        onChange={(event) => setAreaId(event.currentTarget.value)}
      >
        {treated.map((id) => (
          <option key={id} value={id}>
            {areaName(id)}
          </option>
        ))}
      </SelectField>
      <NeedleCounter
        label={t('needles')}
        min={1}
        value={form.needles}
        onChange={(needles) => setForm({ ...form, needles })}
      />
      <TextField
        type="date"
        label={t('day')}
        min={localDateOf(nowMs, place.zone)}
        error={tried && lacks.day ? t('needDay') : undefined}
        value={form.removalOn}
        required
        onChange={(event) => setForm({ ...form, removalOn: event.currentTarget.value })}
      />
      <ChoiceField
        label={t('leaflet')}
        name="leaflet"
        value={form.leaflet}
        choices={(['paper', 'mail'] as const).map((value) => ({ value, label: t(`how.${value}`) }))}
        onChange={(value) => setForm({ ...form, leaflet: value === 'mail' ? 'mail' : 'paper' })}
        required
      />
      {leaflet === null ? null : <ClinicSteps text={leaflet} />}
      <ClinicSteps text={agreement} />
      <TextField
        label={t('signer')}
        error={tried && lacks.name ? t('needName') : undefined}
        value={name}
        maxLength={300}
        autoComplete="off"
        required
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {form.typed ? null : <SignaturePad label={t('signature')} strokes={strokes} onChange={setStrokes} />}
      <CheckField
        label={t('typed')}
        checked={form.typed}
        onChange={(event) => setForm({ ...form, typed: event.currentTarget.checked })}
      />
      {tried && lacks.signature ? (
        <Notice tone="danger" role="alert">
          {t('needSignature')}
        </Notice>
      ) : null}
      <EntryNotice entry={entry} />
      <div className={classes.bigActions}>
        <Button type="submit" busy={entry.saving} disabled={entry.unsent}>
          {t('button', { count: form.needles })}
        </Button>
      </div>
    </form>
  )
}
