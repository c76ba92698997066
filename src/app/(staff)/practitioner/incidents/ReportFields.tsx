'use client'

import { useTranslations } from 'use-intl/react'
import { displayName } from '#domain/body/area.ts'
import { CAUSALITIES, GRADES, ONSETS, OUTCOMES } from '#domain/incident/incident.ts'
import { localDateOf } from '#domain/time/zone.ts'
import type { ReportInput } from '#features/incident/schema.ts'
import { CheckField, ChoiceField, SelectField, TextAreaField, TextField } from '#ui/kit/Field.tsx'
import { usePlace } from '../use-place.ts'
import { useSay } from '../visit/[appointmentId]/use-say.ts'
import classes from './incidents.module.css'
import type { IncidentVisit } from './report-draft.ts'

interface ReportFieldsProps {
  visit: IncidentVisit
  report: ReportInput
  onChange: (report: ReportInput) => void
}

/** The form: how bad, from what, since when, what was done, how it ended, which box, where. */
export const ReportFields = ({ visit, report, onChange }: ReportFieldsProps) => {
  const t = useTranslations('safety.incident')
  const say = useSay()
  const set = (change: Partial<ReportInput>) => onChange({ ...report, ...change })
  const options = <K extends 'causality' | 'onset' | 'outcome'>(field: K, values: readonly ReportInput[K][]) => (
    <SelectField
      label={say(`safety.incident.${field}Field`)}
      hint={field === 'causality' ? t('causalityHint') : undefined}
      value={report[field]}
      required
      onChange={(event) => set({ [field]: event.currentTarget.value } as Partial<ReportInput>)}
    >
      {values.map((value) => (
        <option key={value} value={value}>
          {say(`safety.incident.${field}.${value}`)}
        </option>
      ))}
    </SelectField>
  )
  return (
    <>
      <ChoiceField
        label={t('actuality')}
        name="actuality"
        value={report.actuality}
        choices={[
          { value: 'actual', label: t('actual') },
          { value: 'near-miss', label: t('nearMiss') },
        ]}
        onChange={(value) =>
          set(value === 'actual' ? { actuality: 'actual' } : { actuality: 'near-miss', grade: null })
        }
        required
      />
      {report.actuality === 'actual' ? (
        <ChoiceField
          label={t('gradeField')}
          name="grade"
          value={report.grade}
          choices={GRADES.map((value) => ({ value, label: t(`grade.${value}`) }))}
          onChange={(value) => set({ grade: GRADES.find((one) => one === value) ?? null })}
          required
        />
      ) : null}
      {options('causality', CAUSALITIES)}
      {options('onset', ONSETS)}
      <TextAreaField
        label={t('done')}
        rows={2}
        value={report.done}
        maxLength={4000}
        onChange={(event) => set({ done: event.currentTarget.value })}
      />
      {options('outcome', OUTCOMES)}
      <Places visit={visit} report={report} onChange={onChange} />
    </>
  )
}

const Places = ({ visit, report, onChange }: ReportFieldsProps) => {
  const t = useTranslations('safety.incident')
  const place = usePlace()
  const { lots, areas, mayHold, nowMs } = visit
  const nameOf = (areaId: string) => {
    const area = areas.find(({ id }) => id === areaId)
    return area === undefined ? areaId : displayName(area, place.locale, 'staff')
  }
  const toggle = (areaId: string) =>
    onChange({
      ...report,
      areaIds: report.areaIds.includes(areaId)
        ? report.areaIds.filter((id) => id !== areaId)
        : [...report.areaIds, areaId],
    })
  return (
    <>
      {lots.length === 0 ? null : (
        <SelectField
          label={t('lot')}
          value={report.lotId ?? ''}
          required
          onChange={({ currentTarget }) => onChange({ ...report, lotId: currentTarget.value || null })}
        >
          <option value="">{t('noLot')}</option>
          {lots.map(({ lotId, productName: product, lotNumber: lot }) => (
            <option key={lotId} value={lotId}>
              {lot === null ? t('lotUnknown', { product }) : t('lotNumber', { product, lot })}
            </option>
          ))}
        </SelectField>
      )}
      {visit.areaIds.length === 0 ? null : (
        <fieldset className={classes.places}>
          <legend>{t('areas')}</legend>
          {visit.areaIds.map((areaId) => (
            <CheckField
              key={areaId}
              label={nameOf(areaId)}
              checked={report.areaIds.includes(areaId)}
              onChange={() => toggle(areaId)}
            />
          ))}
          {mayHold && report.areaIds.length > 0 ? (
            <CheckField
              label={t('hold')}
              checked={report.hold !== null}
              onChange={({ currentTarget }) =>
                onChange({ ...report, hold: currentTarget.checked ? { freeFromDate: null } : null })
              }
            />
          ) : null}
          {report.hold === null ? null : (
            <TextField
              type="date"
              label={t('holdUntil')}
              hint={t('holdHint')}
              min={localDateOf(nowMs + 86_400_000, place.zone)}
              value={report.hold.freeFromDate ?? ''}
              onChange={({ currentTarget }) =>
                onChange({ ...report, hold: { freeFromDate: currentTarget.value || null } })
              }
            />
          )}
        </fieldset>
      )}
    </>
  )
}
