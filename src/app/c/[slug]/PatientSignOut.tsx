'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { leave } from '../../leave.ts'

export const PatientSignOut = ({ slug }: { slug: string }) => {
  const t = useTranslations('common')
  return (
    <Button kind="quiet" onClick={() => void leave('patient/sign-out', { clinic: slug })}>
      {t('signOut')}
    </Button>
  )
}
