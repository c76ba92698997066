'use client'

import { NumberField } from '../../../keeping/fields.tsx'
import { type FieldsOf, read, shown } from '../policy-draft.ts'

interface NumberRowsProps<Name extends string> {
  names: readonly Name[]
  label: (name: Name) => string
  value: Readonly<Record<Name, number>>
  onChange: (name: Name, value: number) => void
  fault: FieldsOf<unknown>['fault']
}

/** Whole numbers of a policy, one below the other. */
export const NumberRows = <Name extends string>({ names, label, value, onChange, fault }: NumberRowsProps<Name>) =>
  names.map((name) => (
    <NumberField
      key={name}
      label={label(name)}
      min={0}
      error={fault(name)}
      value={shown(value[name])}
      onChange={(text) => onChange(name, read(text))}
    />
  ))
