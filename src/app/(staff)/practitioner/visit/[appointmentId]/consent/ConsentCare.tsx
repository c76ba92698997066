'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Kept } from '#features/consent/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField, TextField } from '#ui/kit/Field.tsx'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import { useEntry } from '../use-entry.ts'
import classes from './consent.module.css'
import { useConsent } from './use-consent.ts'

type Open = 'talk' | 'withdraw' | null

/** What staff write beside a signature, and the way to take it back when the patient says so. */
export const ConsentCare = ({ kept }: { kept: Kept }) => {
  const talk = useTranslations('consent.talk')
  const withdraw = useTranslations('consent.withdraw')
  const { data } = useConsent()
  const [open, setOpen] = useState<Open>(null)
  if (data?.mayWithdraw !== true) return null
  if (open === 'talk') return <Talk kept={kept} onClose={() => setOpen(null)} />
  if (open === 'withdraw') return <Withdraw kept={kept} onClose={() => setOpen(null)} />
  return (
    <div className={classes.actions}>
      <Button onClick={() => setOpen('talk')}>{talk('title')}</Button>
      <Button onClick={() => setOpen('withdraw')}>{withdraw('action')}</Button>
    </div>
  )
}

interface FormProps {
  kept: Kept
  onClose: () => void
}

const Talk = ({ kept, onClose }: FormProps) => {
  const t = useTranslations('consent.talk')
  const keep = useTranslations('consent.withdraw')
  const api = useTRPCClient()
  const [interpreter, setInterpreter] = useState(kept.interpreter ?? '')
  const [teachBack, setTeachBack] = useState(kept.teachBack ?? '')
  const entry = useEntry((input: Parameters<typeof api.consent.noteTalk.mutate>[0]) =>
    api.consent.noteTalk.mutate(input),
  )
  const save = async () => {
    if ((await entry.send({ consentId: kept.id, interpreter, teachBack })) !== null) onClose()
  }
  return (
    <section className={classes.side} aria-label={t('title')}>
      <TextField
        label={t('interpreter')}
        hint={t('interpreterHint')}
        value={interpreter}
        maxLength={300}
        autoComplete="off"
        onChange={(event) => setInterpreter(event.currentTarget.value)}
      />
      <TextAreaField
        label={t('teachBack')}
        value={teachBack}
        maxLength={2000}
        rows={3}
        onChange={(event) => setTeachBack(event.currentTarget.value)}
      />
      <EntryNotice entry={entry} />
      <div className={classes.actions}>
        <Button kind="primary" busy={entry.saving} onClick={() => void save()}>
          {t('save')}
        </Button>
        <Button onClick={onClose}>{keep('keep')}</Button>
      </div>
    </section>
  )
}

const Withdraw = ({ kept, onClose }: FormProps) => {
  const t = useTranslations('consent.withdraw')
  const api = useTRPCClient()
  const [reason, setReason] = useState('')
  const entry = useEntry((input: Parameters<typeof api.consent.withdraw.mutate>[0]) =>
    api.consent.withdraw.mutate(input),
  )
  const save = async () => {
    if ((await entry.send({ consentId: kept.id, reason })) !== null) onClose()
  }
  return (
    <section className={classes.side} aria-label={t('title')}>
      <strong>{t('title')}</strong>
      <p className={classes.copy}>{t('body')}</p>
      <TextAreaField
        label={t('reason')}
        value={reason}
        maxLength={2000}
        rows={2}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <EntryNotice entry={entry} />
      <div className={classes.actions}>
        <Button kind="danger" busy={entry.saving} onClick={() => void save()}>
          {t('confirm')}
        </Button>
        <Button onClick={onClose}>{t('keep')}</Button>
      </div>
    </section>
  )
}
