'use client'

import { useTranslations } from 'use-intl/react'
import { VisuallyHidden } from '#ui/kit/VisuallyHidden.tsx'
import classes from '../desk.module.css'

const BONES = [
  ['8%', '12%'],
  ['26%', '9%'],
  ['40%', '14%'],
  ['62%', '10%'],
] as const

/** A day before it is known: columns with visits to come, so that nothing jumps. */
export const DayLoading = () => {
  const t = useTranslations('kit')
  return (
    <div className={classes.loading} role="status" aria-busy="true">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {[0, 1, 2].map((column) => (
        <div key={column} aria-hidden="true">
          {BONES.map(([top, height]) => (
            <span key={top} style={{ top: `calc(${top} + ${column * 3}%)`, height }} />
          ))}
        </div>
      ))}
    </div>
  )
}
