'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { CallNotice } from '../CallNotice.tsx'
import pages from '../pages.module.css'
import { portalApi } from '../portal-api.ts'
import { useOnePress } from '../use-one-press.ts'

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
  const comes = standing === 'yes'
  const { busy, error, press } = useOnePress(
    slug,
    (requestId) => portalApi(slug).contact.choose.mutate({ requestId, ...choice, agrees: !comes }),
    `/c/${slug}/messages?done`,
  )
  return (
    <div className={pages.card}>
      <span className={pages.cardMain}>{label}</span>
      <span className={pages.cardMore}>{t(comes ? 'on' : standing === 'wrong-person' ? 'wrong' : 'off')}</span>
      {error === null ? null : <CallNotice error={error} />}
      {standing === 'wrong-person' ? null : (
        <div>
          <Button busy={busy} onClick={press}>
            {t(comes ? 'stop' : 'start', { what: label })}
          </Button>
        </div>
      )}
    </div>
  )
}
