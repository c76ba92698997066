'use client'

import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { INCIDENT_KINDS, type KnownIncidentKind } from '#domain/incident/incident.ts'
import { ClinicSteps } from '#ui/clinic/ClinicSteps.tsx'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField, SelectField, TextAreaField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useTRPCClient } from '../../../providers/trpc.ts'
import { EntryNotice } from '../visit/[appointmentId]/EntryNotice.tsx'
import { useEmergencyTexts } from '../visit/[appointmentId]/safety/use-emergency-texts.ts'
import { useEntry } from '../visit/[appointmentId]/use-entry.ts'
import classes from './incidents.module.css'
import { ReportFields } from './ReportFields.tsx'
import { emptyReport, type IncidentVisit } from './report-draft.ts'

const EMPTY = { kind: 'faint' as KnownIncidentKind, description: '' }

/** What was it, and what happened: that is enough for now. The form is there for who has the time. */
export const IncidentForm = ({ visit }: { visit: IncidentVisit }) => {
  const t = useTranslations('safety.incident')
  const api = useTRPCClient()
  const [told, setTold] = useState(EMPTY)
  const [report, setReport] = useState(() => emptyReport(visit.areaIds))
  const [withForm, setWithForm] = useState(false)
  const [savedId, setSavedId] = useState<string | null>(null)
  const steps = useEmergencyTexts().find(({ key }) => key === told.kind)
  const entry = useEntry((input: Parameters<typeof api.incident.record.mutate>[0]) => api.incident.record.mutate(input))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const description = told.description.trim()
    if (description === '') return
    const { encounterId } = visit
    const saved = await entry.send({ encounterId, kind: told.kind, description, report: withForm ? report : null })
    if (saved === null) return
    setSavedId(saved.incidentId)
    setTold(EMPTY)
    setReport(emptyReport(visit.areaIds))
    setWithForm(false)
  }
  return (
    <form className={classes.form} onSubmit={(event) => void save(event)} noValidate>
      {savedId === null ? null : (
        <Notice tone="done" role="status" title={t('saved')}>
          {visit.mayHold ? (
            <Link className={classes.link} href={`/practitioner/incidents/${savedId}`} prefetch={false}>
              {t('read')}
            </Link>
          ) : undefined}
        </Notice>
      )}
      <SelectField
        label={t('what')}
        value={told.kind}
        required
        onChange={({ currentTarget }) =>
          setTold({ ...told, kind: INCIDENT_KINDS.find((one) => one === currentTarget.value) ?? 'other' })
        }
      >
        {INCIDENT_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kind.${kind}`)}
          </option>
        ))}
      </SelectField>
      {steps === undefined ? null : <ClinicSteps text={steps} />}
      <TextAreaField
        label={t('told')}
        hint={t('toldHint')}
        rows={3}
        value={told.description}
        maxLength={4000}
        required
        onChange={({ currentTarget }) => setTold({ ...told, description: currentTarget.value })}
      />
      <CheckField
        label={t('form')}
        checked={withForm}
        onChange={({ currentTarget }) => setWithForm(currentTarget.checked)}
      />
      {withForm ? <ReportFields visit={visit} report={report} onChange={setReport} /> : null}
      <EntryNotice entry={entry} />
      <div className={classes.actions}>
        <Button
          kind="primary"
          type="submit"
          busy={entry.saving}
          disabled={told.description.trim() === '' || entry.unsent}
        >
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
