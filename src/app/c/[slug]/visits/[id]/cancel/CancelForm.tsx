'use client'

import { type FormEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { ChoiceField } from '#ui/kit/Field.tsx'
import { isSignedOut } from '../../../../../providers/problem.ts'
import { CallNotice } from '../../../CallNotice.tsx'
import pages from '../../../pages.module.css'
import { portalApi } from '../../../portal-api.ts'
import { signInAgain } from '../../../sign-in-again.ts'

const REASONS = ['ill', 'plans', 'better', 'other'] as const

interface CancelFormProps {
  slug: string
  appointmentId: string
  version: number
  /** When the visit is, in words. */
  when: string
}

/** Cancels once, however often it is pressed; what was chosen stays when it did not work. */
export const CancelForm = ({ slug, appointmentId, version, when }: CancelFormProps) => {
  const t = useTranslations('portal.cancel')
  const requestId = useRef<string>(undefined)
  const [reason, setReason] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  const cancel = async (event: FormEvent) => {
    event.preventDefault()
    const chosen = REASONS.find((one) => one === reason)
    if (busy || chosen === undefined) return
    setBusy(true)
    setError(null)
    requestId.current ??= crypto.randomUUID()
    try {
      await portalApi(slug).appointment.cancel.mutate({
        requestId: requestId.current,
        appointmentId,
        expectedVersion: version,
        reason: t(chosen),
      })
      window.location.assign(`/c/${slug}?cancelled`)
    } catch (problem) {
      if (isSignedOut(problem)) return signInAgain(slug)
      setError(problem)
      setBusy(false)
    }
  }

  return (
    <form className={pages.form} onSubmit={cancel} autoComplete="off">
      <ChoiceField
        label={t('why')}
        name="reason"
        required
        value={reason}
        onChange={(chosen) => {
          // another reason is another wish
          requestId.current = undefined
          setReason(chosen)
        }}
        choices={REASONS.map((value) => ({ value, label: t(value) }))}
      />
      {error === null ? null : <CallNotice error={error} />}
      <Button type="submit" kind="danger" wide busy={busy}>
        {t('action', { when })}
      </Button>
    </form>
  )
}
