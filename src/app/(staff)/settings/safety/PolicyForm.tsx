'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { SafetyPolicyOutput } from '#features/safety-policy/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField, TextField } from '#ui/kit/Field.tsx'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { Told } from '../ListStates.tsx'
import { useSave } from '../use-save.ts'
import classes from './safety.module.css'

/** The clinic's numbers. Saving puts the next version in force; the clinical lead's name approves it. */
export const PolicyForm = ({ served }: { served: SafetyPolicyOutput }) => {
  const t = useTranslations('safety.setting')
  const trpc = useTRPC()
  const policy = useQuery(trpc.safetyPolicy.policy.queryOptions(undefined, { initialData: served })).data
  const [draft, setDraft] = useState(served)
  const [savedVersion, setSavedVersion] = useState<number | null>(null)
  const saving = useSave(trpc.safetyPolicy.save.mutationOptions(), ({ version }) => setSavedVersion(version))
  const set = (change: Partial<SafetyPolicyOutput>) => setDraft({ ...draft, ...change })
  const save = (event: FormEvent) => {
    event.preventDefault()
    const { approvedBy: _, ...edit } = draft
    saving.send({ ...edit, version: policy.version })
  }
  const minutes = (name: 'deskAfterMinutes' | 'everyoneAfterMinutes' | 'sharpsDays', most: number) => ({
    type: 'number',
    inputMode: 'numeric' as const,
    min: name === 'sharpsDays' ? 1 : 0,
    max: most,
    value: Number.isNaN(draft[name]) ? '' : draft[name],
    required: true,
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => set({ [name]: currentTarget.valueAsNumber }),
  })
  return (
    <form className={classes.form} onSubmit={save}>
      <p className={classes.quiet}>
        {policy.approvedBy === null
          ? t('notApproved', { version: policy.version })
          : t('approved', { name: policy.approvedBy, version: policy.version })}
      </p>
      <CheckField
        label={t('second')}
        checked={draft.secondCount}
        aria-describedby="second-count-hint"
        onChange={({ currentTarget }) => set({ secondCount: currentTarget.checked })}
      />
      <p id="second-count-hint" className={classes.quiet}>
        {t('secondHint')}
      </p>
      <TextField label={t('desk')} {...minutes('deskAfterMinutes', 60)} />
      <TextField label={t('everyone')} hint={t('everyoneHint')} {...minutes('everyoneAfterMinutes', 120)} />
      <TextField label={t('sharps')} {...minutes('sharpsDays', 366)} />
      <TextField
        label={t('manualName')}
        value={draft.manualName}
        maxLength={200}
        onChange={({ currentTarget }) => set({ manualName: currentTarget.value })}
      />
      <TextField
        type="url"
        label={t('manualUrl')}
        value={draft.manualUrl}
        maxLength={500}
        onChange={({ currentTarget }) => set({ manualUrl: currentTarget.value })}
      />
      <TextField
        label={t('source')}
        value={draft.source}
        maxLength={1000}
        required
        onChange={({ currentTarget }) => set({ source: currentTarget.value })}
      />
      {saving.error === null ? null : <ApiNotice error={saving.error} />}
      {savedVersion === null ? null : <Told key={savedVersion}>{t('saved')}</Told>}
      <div>
        <Button kind="primary" type="submit" busy={saving.busy}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
