'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { MOST_REST } from '#domain/recovery/decide-rule.ts'
import type { PolicyEntry } from '#features/recovery-rule/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField, TextField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { EditPanel } from '../../keeping/EditPanel.tsx'
import { NumberField } from '../../keeping/fields.tsx'
import { useSave } from '../../keeping/use-save.ts'
import { SHORTEST_REASON } from '../../patient-rest/ReasonForm.tsx'
import { RestField, readAmount, type TypedAmount } from '../../patient-rest/RestField.tsx'
import { TouchedVisits } from '../../patient-rest/TouchedVisits.tsx'
import type { Place } from '../../patient-rest/use-rest-words.ts'
import { useRuleWords } from './use-rule-words.ts'

interface DraftPanelProps {
  entry: PolicyEntry
  /** 'YYYY-MM-DD' where the clinic is. */
  today: string
  place: Place
  onClose: () => void
  onDone: (words: string) => void
}

const MOST_TOLERANCE_MINUTES = 1440

/** What a rule could become: how long, from when, and why. It rests nothing until a clinical lead approves it. */
export const DraftPanel = ({ entry, today, place, onClose, onDone }: DraftPanelProps) => {
  const t = useTranslations('recovery.policy')
  const field = useTranslations('settings.field')
  const trpc = useTRPC()
  const say = useRuleWords(place)
  const { technique, relation, current } = entry
  const [typed, setTyped] = useState<TypedAmount>({
    amount: `${current?.amount ?? 1}`,
    unit: current?.unit ?? 'days',
  })
  const [tolerance, setTolerance] = useState(`${current?.toleranceMinutes ?? 0}`)
  const [validFrom, setValidFrom] = useState(today)
  const [source, setSource] = useState('')
  const [pressed, setPressed] = useState(false)
  const saving = useSave(trpc.recoveryRule.draft.mutationOptions(), () =>
    onDone(t('drafted', { rule: say.about(entry) })),
  )
  const most = MOST_REST[typed.unit]
  const amount = readAmount(typed, { least: 0, most })
  const toleranceMinutes = readAmount({ amount: tolerance, unit: 'hours' }, { least: 0, most: MOST_TOLERANCE_MINUTES })
  const tooEarly = validFrom === '' || validFrom < today
  const noSource = source.trim().length < SHORTEST_REASON
  const read = amount !== null && toleranceMinutes !== null && !tooEarly ? { amount, toleranceMinutes } : null
  const change = read && { technique, relation, unit: typed.unit, validFrom, ...read }
  const save = () => {
    setPressed(true)
    if (change !== null && !noSource) saving.send({ ...change, source: source.trim() })
  }
  return (
    <EditPanel title={say.title(entry)} action={t('saveDraft')} saving={saving} onSave={save} onClose={onClose}>
      <p>{t('draftHint')}</p>
      <RestField
        label={t('amount')}
        hint={t('amountHint')}
        error={amount === null ? field('number', { min: 0, max: most }) : undefined}
        value={typed}
        onChange={setTyped}
      />
      {current === null || typed.amount === '0' ? null : (
        <div>
          <Button kind="quiet" onClick={() => setTyped({ ...typed, amount: '0' })}>
            {t('endRule')}
          </Button>
        </div>
      )}
      <NumberField
        label={t('tolerance')}
        hint={t('toleranceHint')}
        min={0}
        error={toleranceMinutes === null ? field('number', { min: 0, max: MOST_TOLERANCE_MINUTES }) : undefined}
        value={tolerance}
        onChange={setTolerance}
      />
      <TextField
        label={t('validFrom')}
        hint={t('validFromHint')}
        type="date"
        required
        min={today}
        error={tooEarly ? t('validFromPast') : undefined}
        value={validFrom}
        onChange={({ currentTarget }) => setValidFrom(currentTarget.value)}
      />
      <TextAreaField
        label={t('source')}
        hint={t('sourceHint')}
        required
        rows={3}
        maxLength={2000}
        error={pressed && noSource ? field('missing') : undefined}
        value={source}
        onChange={({ currentTarget }) => setSource(currentTarget.value)}
      />
      {change === null ? null : <TouchedVisits change={change} place={place} />}
    </EditPanel>
  )
}
