'use client'

import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { type NeedToRead, useNeedWords } from '#ui/clinic/use-need-words.ts'
import { Button } from '#ui/kit/Button.tsx'
import { isSignedOut } from '../../../providers/problem.ts'
import { CallNotice } from '../CallNotice.tsx'
import pages from '../pages.module.css'
import { portalApi } from '../portal-api.ts'
import { signInAgain } from '../sign-in-again.ts'

interface OwnNeedProps {
  slug: string
  need: NeedToRead & { id: string; version: number }
}

/** One need, and the way to be rid of it. */
export const OwnNeed = ({ slug, need }: OwnNeedProps) => {
  const t = useTranslations('portal.needs')
  const words = useNeedWords()(need)
  const requestId = useRef<string>(undefined)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const end = async () => {
    if (busy) return
    setBusy(true)
    setError(null)
    requestId.current ??= crypto.randomUUID()
    try {
      await portalApi(slug).patientNeed.end.mutate({
        requestId: requestId.current,
        needId: need.id,
        version: need.version,
      })
      window.location.assign(`/c/${slug}/needs?ended`)
    } catch (problem) {
      if (isSignedOut(problem)) return signInAgain(slug)
      setError(problem)
      setBusy(false)
    }
  }
  return (
    <div className={pages.card}>
      <span className={pages.cardMain} id={need.id}>
        {words}
      </span>
      {error === null ? null : <CallNotice error={error} />}
      <div>
        <Button busy={busy} onClick={() => void end()} aria-describedby={need.id}>
          {t('end')}
        </Button>
      </div>
    </div>
  )
}
