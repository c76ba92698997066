'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'

interface LookFirstProps {
  doubts: readonly { readonly sentence: string; readonly offer?: unknown }[]
  busy: boolean
  /** Says that they were looked at. */
  onDespite: (keys: readonly string[]) => void
}

const offerOf = (offer: unknown) => (offer ?? {}) as { readonly doubt?: string; readonly why?: string }

/** What the needle may be already. A number that names another one cannot be passed over. */
export const LookFirst = ({ doubts, busy, onDespite }: LookFirstProps) => {
  const t = useTranslations('product')
  const place = useRef<HTMLDivElement>(null)
  const count = doubts.length
  useEffect(() => {
    if (count > 0) place.current?.focus()
  }, [count])
  if (count === 0) return null
  const taken = doubts.some(({ offer }) => offerOf(offer).why === 'same-number')
  return (
    <div ref={place} tabIndex={-1} data-fault="true">
      <Notice tone="due" role="alert" title={t('lookFirst')}>
        {doubts.map(({ sentence }) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p>{t('duplicateOf')}</p>
        {taken ? null : (
          <Button busy={busy} onClick={() => onDespite(doubts.map(({ offer }) => offerOf(offer).doubt ?? ''))}>
            {t('despite')}
          </Button>
        )}
      </Notice>
    </div>
  )
}
