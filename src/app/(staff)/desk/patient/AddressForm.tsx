'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ContactReach } from '#features/contact/schema.ts'
import { TextField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { FormEnd } from '../../keeping/FormEnd.tsx'
import { SelectField } from '../../keeping/fields.tsx'
import { useSave } from '../../keeping/use-save.ts'
import classes from '../panel.module.css'

interface AddressFormProps {
  reach: ContactReach
  onClose: (words?: string) => void
}

const KINDS = ['mobile', 'landline'] as const
const CHANNELS = ['email', 'sms'] as const

const looksLikeMail = (typed: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed)

/** Mail, telephone, which they prefer, and where they are. */
export const AddressForm = ({ reach, onClose }: AddressFormProps) => {
  const t = useTranslations('message.contact')
  const trpc = useTRPC()
  const { patientId, name } = reach
  const [email, setEmail] = useState(reach.email ?? '')
  const [phone, setPhone] = useState(reach.phone ?? '')
  const [phoneKind, setPhoneKind] = useState(reach.phoneKind)
  const [preferred, setPreferred] = useState(reach.preferred)
  const [timeZone, setTimeZone] = useState(reach.timeZone)
  const [pressed, setPressed] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const saving = useSave(trpc.contact.save.mutationOptions(), () => onClose(t('savedAddress', { name })))
  const isWrong = email.trim() !== '' && !looksLikeMail(email.trim())
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setPressed(true)
    const typed = { email: email.trim() || null, phone: phone.trim() || null }
    if (!isWrong) saving.send({ patientId, version: reach.version, ...typed, phoneKind, preferred, timeZone })
  }
  return (
    <form ref={form} className={classes.newPatient} onSubmit={onSubmit} noValidate aria-label={t('change')}>
      <TextField
        type="email"
        label={t('email')}
        maxLength={254}
        error={pressed && isWrong ? t('emailWrong') : undefined}
        value={email}
        onChange={({ currentTarget }) => setEmail(currentTarget.value)}
      />
      <TextField
        type="tel"
        label={t('phone')}
        maxLength={50}
        value={phone}
        onChange={({ currentTarget }) => setPhone(currentTarget.value)}
      />
      <SelectField
        label={t('kind')}
        value={phoneKind ?? ''}
        onChange={(value) => setPhoneKind(KINDS.find((one) => one === value) ?? null)}
        choices={[
          { value: '', label: `${t('kindAuto')}${reach.numberKind === null ? '' : `: ${t(reach.numberKind)}`}` },
          ...KINDS.map((value) => ({ value, label: t(value) })),
        ]}
      />
      <SelectField
        label={t('preferred')}
        value={preferred ?? ''}
        onChange={(value) => setPreferred(CHANNELS.find((one) => one === value) ?? null)}
        choices={[
          { value: '', label: t('preferredNone') },
          ...CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) })),
        ]}
      />
      <SelectField
        label={t('zone')}
        hint={t('zoneHint')}
        value={timeZone ?? ''}
        onChange={(value) => setTimeZone(value === '' ? null : value)}
        choices={[
          { value: '', label: t('zoneNone') },
          ...Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') })),
        ]}
      />
      <FormEnd
        error={saving.error}
        busy={saving.busy}
        action={t('saveAddress')}
        leave={t('close')}
        onLeave={() => onClose()}
      />
    </form>
  )
}
