'use client'

import { useTranslations } from 'use-intl/react'
import { type NeedToRead, useNeedWords } from '#ui/clinic/use-need-words.ts'
import { Button } from '#ui/kit/Button.tsx'
import { CallNotice } from '../CallNotice.tsx'
import pages from '../pages.module.css'
import { portalApi } from '../portal-api.ts'
import { useOnePress } from '../use-one-press.ts'

interface OwnNeedProps {
  slug: string
  need: NeedToRead & { id: string; version: number }
}

/** One need, and the way to be rid of it. */
export const OwnNeed = ({ slug, need }: OwnNeedProps) => {
  const t = useTranslations('portal.needs')
  const words = useNeedWords()(need)
  const { busy, error, press } = useOnePress(
    slug,
    (requestId) => portalApi(slug).patientNeed.end.mutate({ requestId, needId: need.id, version: need.version }),
    `/c/${slug}/needs?ended`,
  )
  return (
    <div className={pages.card}>
      <span className={pages.cardMain} id={need.id}>
        {words}
      </span>
      {error === null ? null : <CallNotice error={error} />}
      <div>
        <Button busy={busy} onClick={press} aria-describedby={need.id}>
          {t('end')}
        </Button>
      </div>
    </div>
  )
}
