'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import classes from '../../keeping/keeping.module.css'
import { Told } from '../../keeping/ListStates.tsx'
import { useSave } from '../../keeping/use-save.ts'

export interface Privacy {
  readonly lockAfterMinutes: number
  readonly careDays: number
  readonly breakGlassMinutes: number
}

/** Least and most of each, as the wall keeps them. */
const BOUNDS = { lockAfterMinutes: [1, 60], careDays: [1, 3650], breakGlassMinutes: [5, 1440] } as const
const FIELDS = ['lockAfterMinutes', 'careDays', 'breakGlassMinutes'] as const

/** How soon screens lock, for how long a visit keeps somebody in one's care, how long an opened record stays open. */
export const PrivacyForm = ({ privacy }: { privacy: Privacy }) => {
  const t = useTranslations('settings.privacy')
  const trpc = useTRPC()
  const [typed, setTyped] = useState(privacy)
  const [saved, setSaved] = useState(0)
  const saving = useSave(trpc.clinic.setPrivacy.mutationOptions(), () => setSaved((before) => before + 1))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    saving.send(typed)
  }
  return (
    <section className={classes.section} aria-labelledby="privacy-title">
      <h2 id="privacy-title">{t('title')}</h2>
      <form className={classes.narrow} onSubmit={onSubmit}>
        {FIELDS.map((field) => (
          <TextField
            key={field}
            label={t(field)}
            hint={t(`hint.${field}`)}
            type="number"
            inputMode="numeric"
            min={BOUNDS[field][0]}
            max={BOUNDS[field][1]}
            value={Number.isNaN(typed[field]) ? '' : typed[field]}
            onChange={({ currentTarget }) => setTyped({ ...typed, [field]: currentTarget.valueAsNumber })}
            required
          />
        ))}
        {saving.error === null ? null : <ApiNotice error={saving.error} />}
        <Button type="submit" kind="primary" busy={saving.busy}>
          {t('save')}
        </Button>
      </form>
      {saved === 0 || saving.error !== null ? null : <Told key={saved}>{t('saved')}</Told>}
    </section>
  )
}
