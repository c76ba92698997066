'use client'

import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { isSignedOut } from '../../../providers/problem.ts'
import { CallNotice } from '../CallNotice.tsx'
import pages from '../pages.module.css'
import { portalApi } from '../portal-api.ts'
import { signInAgain } from '../sign-in-again.ts'

interface OwnChoiceProps {
  slug: string
  choice: {
    readonly patientId: string
    readonly channel: 'email' | 'sms'
    readonly purpose: 'all' | 'care' | 'visits'
  }
  label: string
  standing: 'yes' | 'stopped' | 'not-agreed' | 'wrong-person'
}

/** One kind of message: whether it comes, and the other way round. */
export const OwnChoice = ({ slug, choice, label, standing }: OwnChoiceProps) => {
  const t = useTranslations('portal.messages')
  const requestId = useRef<string>(undefined)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const comes = standing === 'yes'
  const change = async () => {
    if (busy) return
    setBusy(true)
    setError(null)
    requestId.current ??= crypto.randomUUID()
    try {
      await portalApi(slug).contact.choose.mutate({ requestId: requestId.current, ...choice, agrees: !comes })
      window.location.assign(`/c/${slug}/messages?done`)
    } catch (problem) {
      if (isSignedOut(problem)) return signInAgain(slug)
      setError(problem)
      setBusy(false)
    }
  }
  return (
    <div className={pages.card}>
      <span className={pages.cardMain}>{label}</span>
      <span className={pages.cardMore}>{t(comes ? 'on' : standing === 'wrong-person' ? 'wrong' : 'off')}</span>
      {error === null ? null : <CallNotice error={error} />}
      {standing === 'wrong-person' ? null : (
        <div>
          <Button busy={busy} onClick={() => void change()}>
            {t(comes ? 'stop' : 'start', { what: label })}
          </Button>
        </div>
      )}
    </div>
  )
}
