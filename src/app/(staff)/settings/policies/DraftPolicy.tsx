'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { type Entry, type Kind, proposal as proposalSchema } from '#features/clinical-policy/schema.ts'
import { TextAreaField, TextField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import { useSave } from '../../keeping/use-save.ts'
import { ConsentPreview } from './ConsentPreview.tsx'
import { PolicyFields } from './fields/PolicyFields.tsx'
import { beginWith, faultsOf } from './policy-draft.ts'
import { isAboutFoundNeedle, SaidElsewhere } from './SaidElsewhere.tsx'
import { useTitle } from './use-policy-words.ts'

interface DraftPolicyProps {
  kind: Kind
  /** null: something new. */
  entry: Entry | null
  /** 'YYYY-MM-DD' where the clinic is. */
  today: string
  onClose: () => void
  onDone: (words: string) => void
}

const SHORTEST_SOURCE = 3

/** What the clinic could decide, written down with where it comes from. It reaches nobody until it is approved. */
export const DraftPolicy = ({ kind, entry, today, onClose, onDone }: DraftPolicyProps) => {
  const t = useTranslations('policy')
  const field = useTranslations('settings.field')
  const trpc = useTRPC()
  const titleOf = useTitle()
  const [read] = useState(entry)
  const waits = read?.draft ?? null
  const [typed, setTyped] = useState(() => beginWith(kind, read))
  const [source, setSource] = useState(waits?.source ?? '')
  const [validFrom, setValidFrom] = useState(waits !== null && waits.validFrom > today ? waits.validFrom : today)
  const [pressed, setPressed] = useState(false)
  const saving = useSave(trpc.clinicalPolicy.draft.mutationOptions(), ({ key }) =>
    onDone(t('drafted', { title: titleOf(key, typed) })),
  )
  const faults = faultsOf(typed)
  const noSource = source.trim().length < SHORTEST_SOURCE
  const tooEarly = validFrom === '' || validFrom < today
  const fault = (path: string): string | undefined => {
    const problem = pressed ? faults.get(path) : undefined
    return problem === undefined ? undefined : problem === 'missing' ? field('missing') : t('form.wrong')
  }
  const save = () => {
    setPressed(true)
    const { data } = proposalSchema.safeParse(typed)
    if (data === undefined || noSource || tooEarly) return
    saving.send({
      ...{ key: read?.key ?? null, replaces: waits?.id ?? null },
      ...{ proposal: data, source: source.trim(), validFrom },
    })
  }
  const title = read === null ? t(`kind.${kind}.write`) : titleOf(read.key, beginWith(kind, read))
  return (
    <EditPanel title={title} action={t('form.save')} saving={saving} onSave={save} onClose={onClose}>
      <p>{t('form.hint')}</p>
      <PolicyFields value={typed} onChange={setTyped} fault={fault} policyKey={read?.key ?? null} />
      {read !== null && isAboutFoundNeedle(read.key, typed) ? <SaidElsewhere kind={kind} policyKey={read.key} /> : null}
      {typed.kind === 'consent' ? <ConsentPreview parts={typed.content.parts} /> : null}
      <TextAreaField
        label={t('form.source')}
        hint={t('form.sourceHint')}
        required
        rows={3}
        maxLength={2000}
        error={pressed && noSource ? field('missing') : undefined}
        value={source}
        onChange={({ currentTarget }) => setSource(currentTarget.value)}
      />
      <TextField
        label={t('form.validFrom')}
        hint={t('form.validFromHint')}
        type="date"
        required
        min={today}
        error={pressed && tooEarly ? t('form.validFromPast') : undefined}
        value={validFrom}
        onChange={({ currentTarget }) => setValidFrom(currentTarget.value)}
      />
    </EditPanel>
  )
}
