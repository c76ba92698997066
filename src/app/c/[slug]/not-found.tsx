'use client'

import { useParams } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { StatusCard } from '../../StatusPage.tsx'

/** No such page at this clinic: the start is the clinic's own. */
const PortalNotFound = () => {
  const t = useTranslations('shell')
  const { slug } = useParams<{ slug: string }>()
  return (
    <StatusCard title={t('notFoundTitle')} home={`/c/${slug}`}>
      {t('notFoundBody')}
    </StatusCard>
  )
}

export default PortalNotFound
