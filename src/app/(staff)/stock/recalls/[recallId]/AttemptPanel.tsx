'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { type AttemptOutcome, CHANNELS, outcomesOf } from '#domain/lot/recall-case.ts'
import type { Call } from '#features/recall/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { ChoiceField, TextField } from '#ui/kit/Field.tsx'
import { formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import { EditPanel } from '../../../keeping/EditPanel.tsx'
import settings from '../../../keeping/keeping.module.css'
import { useSave } from '../../../keeping/use-save.ts'
import { usePlace } from '../../../practitioner/use-place.ts'
import classes from '../recalls.module.css'

interface AttemptPanelProps {
  recallId: string
  person: Call
  onClose: () => void
}

/** What to say to one person, and what came of it. */
export const AttemptPanel = ({ recallId, person, onClose }: AttemptPanelProps) => {
  const t = useTranslations('recall')
  const trpc = useTRPC()
  const [channel, setChannel] = useState(person.channel)
  const [outcome, setOutcome] = useState<AttemptOutcome>('told')
  const [remark, setRemark] = useState('')
  const [pressed, setPressed] = useState(false)
  const saving = useSave(trpc.recall.recordAttempt.mutationOptions(), onClose)
  const outcomes = outcomesOf(channel)
  const chosen = outcomes.find((one) => one === outcome) ?? null
  const remarkMissing = chosen === 'cannot-be-reached' && remark.trim().length < 3
  const save = () => {
    setPressed(true)
    if (chosen === null || remarkMissing) return
    saving.send({ recallId, patientId: person.patientId, channel, outcome: chosen, remark })
  }
  return (
    <EditPanel
      title={t('attempt.title', { name: person.name })}
      action={t('attempt.save')}
      saving={saving}
      onSave={save}
      onClose={onClose}
    >
      <div>
        <h3>{t('attempt.text')}</h3>
        <p className={classes.text}>{person.text}</p>
        {person.written ? null : <Write recallId={recallId} patientId={person.patientId} onDone={onClose} />}
      </div>
      <ChoiceField
        label={t('attempt.channel')}
        name="channel"
        value={channel}
        onChange={(value) => setChannel(CHANNELS.find((one) => one === value) ?? 'phone')}
        choices={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
        required
      />
      <ChoiceField
        label={t('attempt.outcome')}
        name="outcome"
        value={chosen}
        onChange={(value) => setOutcome(outcomes.find((one) => one === value) ?? 'told')}
        choices={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        required
      />
      <TextField
        label={t('attempt.remark')}
        hint={t('attempt.remarkHint')}
        error={pressed && remarkMissing ? t('attempt.remarkMissing') : undefined}
        required={chosen === 'cannot-be-reached'}
        maxLength={2000}
        value={remark}
        onChange={({ currentTarget }) => setRemark(currentTarget.value)}
      />
      <Before attempts={person.attempts} />
    </EditPanel>
  )
}

interface WriteProps {
  recallId: string
  patientId: string
  onDone: () => void
}

/** The house writes the words that stand above, by the way that the person wants. */
const Write = ({ recallId, patientId, onDone }: WriteProps) => {
  const t = useTranslations('recall.attempt')
  const trpc = useTRPC()
  const sending = useSave(trpc.recall.send.mutationOptions(), onDone)
  return (
    <div className={classes.write}>
      {sending.error === null ? null : <ApiNotice error={sending.error} />}
      <Button busy={sending.busy} onClick={() => sending.send({ recallId, patientId })}>
        {t('write')}
      </Button>
      <p className={settings.quiet}>{t('writeHint')}</p>
    </div>
  )
}

const Before = ({ attempts }: Pick<Call, 'attempts'>) => {
  const t = useTranslations('recall')
  const place = usePlace()
  if (attempts.length === 0) return null
  return (
    <div>
      <h3>{t('attempt.before')}</h3>
      <ul className={classes.lines}>
        {attempts.map(({ id, atIso, byName, channel, outcome, remark }) => (
          <li key={id}>
            {t('attempt.line', {
              when: formatDateTime(Date.parse(atIso), place),
              name: byName === '' ? t('attempt.house') : byName,
              channel: t(`channel.${channel}`),
              outcome: t(`outcome.${outcome}`),
            })}
            {remark === '' ? null : <>: {remark}</>}
          </li>
        ))}
      </ul>
    </div>
  )
}
