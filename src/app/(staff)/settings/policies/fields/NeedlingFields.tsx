'use client'

import { useTranslations } from 'use-intl/react'
import { NEEDLING_TECHNIQUES } from '#domain/recovery/technique.ts'
import { AreaPicker } from '#ui/clinic/body-map/AreaPicker.tsx'
import { ManyField } from '../../../keeping/fields.tsx'
import { usePolicyNames } from '../use-policy-names.ts'

type Technique = (typeof NEEDLING_TECHNIQUES)[number]

interface TechniquesFieldProps {
  label: string
  hint?: string
  value: readonly Technique[]
  onChange: (value: Technique[]) => void
}

/** Which techniques something concerns. */
export const TechniquesField = ({ label, hint, value, onChange }: TechniquesFieldProps) => {
  const name = useTranslations('technique.name')
  return (
    <ManyField
      label={label}
      hint={hint}
      empty={null}
      choices={NEEDLING_TECHNIQUES.map((one) => ({ value: one, label: name(one) }))}
      value={value}
      onChange={(chosen) => onChange(NEEDLING_TECHNIQUES.filter((one) => chosen.includes(one)))}
    />
  )
}

interface AreasFieldProps {
  hint: string
  value: readonly string[]
  onChange: (value: string[]) => void
}

/** Which areas of the body something concerns. */
export const AreasField = ({ hint, value, onChange }: AreasFieldProps) => {
  const { areas } = usePolicyNames()
  return (
    <>
      <p>{hint}</p>
      <AreaPicker
        areas={areas}
        selectedIds={value}
        onChange={(chosen) => onChange([...chosen])}
        undecided={false}
        audience="staff"
        mapOpen={false}
      />
    </>
  )
}
