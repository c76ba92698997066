'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { MANIPULATIONS, RESPONSES } from '#domain/encounter/needling.ts'
import { NEEDLING_TECHNIQUES } from '#domain/recovery/technique.ts'
import type { Electro, NeedlingRow } from '#ui/clinic/needling/needling-rows.ts'
import { SelectField, TextField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../../../providers/trpc.ts'
import { useSay } from '../use-say.ts'
import classes from '../visit.module.css'
import { useVisit } from '../visit-context.ts'

interface DetailsProps {
  row: NeedlingRow
  lengthMm: number | null
  onChange: (row: NeedlingRow) => void
}

/** How the needles of one area were used. Nothing of it has to be said, but depth and angle where the clinic asks. */
export const NeedlingDetails = ({ row, lengthMm, onChange }: DetailsProps) => {
  const t = useTranslations('needling.more')
  const asked = useQuery(useTRPC().clinic.setting.queryOptions()).data?.asksDepthAndAngle ?? false
  return (
    <>
      {asked ? <DepthAndAngle row={row} lengthMm={lengthMm} onChange={onChange} /> : null}
      <details className={classes.unused}>
        <summary>{t('open')}</summary>
        <div className={classes.details}>
          <Way row={row} onChange={onChange} />
          {asked ? null : <DepthAndAngle row={row} lengthMm={lengthMm} onChange={onChange} />}
        </div>
      </details>
    </>
  )
}

const Way = ({ row, onChange }: Pick<DetailsProps, 'row' | 'onChange'>) => {
  const t = useTranslations('needling')
  const say = useSay()
  const { data } = useVisit()
  const technique = row.technique ?? data.visit.technique
  return (
    <>
      <SelectField
        label={t('more.technique')}
        value={row.technique ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...row, technique: NEEDLING_TECHNIQUES.find((one) => one === value) ?? null })
        }
      >
        <option value="">{t('more.asBooked')}</option>
        {NEEDLING_TECHNIQUES.filter((one) => one !== data.visit.technique).map((one) => (
          <option key={one} value={one}>
            {say(`technique.name.${one}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('more.point')}
        value={row.point}
        maxLength={40}
        autoComplete="off"
        onChange={(event) => onChange({ ...row, point: event.currentTarget.value })}
      />
      <SelectField
        label={t('more.manipulation')}
        value={row.manipulation ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...row, manipulation: MANIPULATIONS.find((one) => one === value) ?? null })
        }
      >
        <option value="">{t('more.notSaid')}</option>
        {MANIPULATIONS.map((one) => (
          <option key={one} value={one}>
            {t(`manipulation.${one}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('more.response')}
        value={row.response ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...row, response: RESPONSES.find((one) => one === value) ?? null })
        }
      >
        <option value="">{t('more.notSaid')}</option>
        {RESPONSES.map((one) => (
          <option key={one} value={one}>
            {t(`response.${one}`)}
          </option>
        ))}
      </SelectField>
      {technique === 'electro-needling' ? (
        <Current electro={row.electro} onChange={(electro) => onChange({ ...row, electro })} />
      ) : null}
    </>
  )
}

const Current = ({ electro, onChange }: { electro: Electro; onChange: (electro: Electro) => void }) => {
  const t = useTranslations('needling.more')
  return (
    <>
      <NumberField
        label={t('hertz')}
        value={electro.hertz}
        most={9999}
        onChange={(hertz) => onChange({ ...electro, hertz })}
      />
      <NumberField
        label={t('milliampere')}
        value={electro.milliampere}
        most={999}
        onChange={(milliampere) => onChange({ ...electro, milliampere })}
      />
      <NumberField
        label={t('minutes')}
        value={electro.minutes}
        most={240}
        whole
        onChange={(minutes) => onChange({ ...electro, minutes })}
      />
    </>
  )
}

const DepthAndAngle = ({ row, lengthMm, onChange }: DetailsProps) => {
  const t = useTranslations('needling.more')
  return (
    <>
      <NumberField
        label={t('depth')}
        value={row.depthMm}
        most={lengthMm ?? 150}
        onChange={(depthMm) => onChange({ ...row, depthMm })}
      />
      <NumberField
        label={t('angle')}
        value={row.angleDegrees}
        most={90}
        whole
        onChange={(angleDegrees) => onChange({ ...row, angleDegrees })}
      />
    </>
  )
}

interface NumberFieldProps {
  label: string
  value: number | null
  most: number
  whole?: boolean
  onChange: (value: number | null) => void
}

const NumberField = ({ label, value, most, whole = false, onChange }: NumberFieldProps) => (
  <TextField
    label={label}
    type="number"
    inputMode={whole ? 'numeric' : 'decimal'}
    min={whole ? 1 : 0.1}
    max={most}
    step={whole ? 1 : 'any'}
    value={value ?? ''}
    onChange={({ currentTarget: { valueAsNumber: typed } }) => {
      const possible = Number.isFinite(typed) && typed > 0 && (!whole || Number.isInteger(typed))
      onChange(possible ? Math.min(typed, most) : null)
    }}
  />
)
