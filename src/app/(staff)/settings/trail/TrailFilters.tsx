'use client'

import { useTranslations } from 'use-intl/react'
import { SelectField, TextField } from '#ui/kit/Field.tsx'
import classes from '../openings/openings.module.css'

export interface Wanted {
  readonly kind: 'opened' | 'signed-in' | 'all'
  readonly identityId: string | null
  readonly fromDate: string | null
  readonly toDate: string | null
}

export const EVERYTHING_OPENED: Wanted = { kind: 'opened', identityId: null, fromDate: null, toDate: null }

interface TrailFiltersProps {
  wanted: Wanted
  /** Empty where one sees one's own deeds only. */
  people: readonly { identityId: string; name: string }[]
  onChange: (wanted: Wanted) => void
}

/** A day as it is chosen: only whole ones, of this age. */
const dayOf = (typed: string): string | null => (/^(?:19|20|21)\d\d-\d\d-\d\d$/.test(typed) ? typed : null)

/** What of the trail is shown: which deeds, of whom, from when till when. */
export const TrailFilters = ({ wanted, people, onChange }: TrailFiltersProps) => {
  const t = useTranslations('trail')
  const kinds = ['opened', 'signed-in', 'all'] as const
  return (
    <div className={classes.filters}>
      <SelectField
        label={t('kind')}
        value={wanted.kind}
        onChange={({ currentTarget }) =>
          onChange({ ...wanted, kind: kinds.find((one) => one === currentTarget.value) ?? 'opened' })
        }
        required
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </SelectField>
      {people.length === 0 ? null : (
        <SelectField
          label={t('person')}
          value={wanted.identityId ?? ''}
          onChange={({ currentTarget }) => onChange({ ...wanted, identityId: currentTarget.value || null })}
          required
        >
          <option value="">{t('everybody')}</option>
          {people.map(({ identityId, name }) => (
            <option key={identityId} value={identityId}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        label={t('from')}
        type="date"
        onChange={({ currentTarget }) => onChange({ ...wanted, fromDate: dayOf(currentTarget.value) })}
      />
      <TextField
        label={t('to')}
        type="date"
        onChange={({ currentTarget }) => onChange({ ...wanted, toDate: dayOf(currentTarget.value) })}
      />
    </div>
  )
}
