'use client'

import { useTranslations } from 'use-intl/react'
import classes from './kit.module.css'
import { VisuallyHidden } from './VisuallyHidden.tsx'

const BONES = ['time', 'name', 'detail', 'state']

interface LoadingRowsProps {
  /** As many as the list will hold, so that nothing jumps when it arrives. */
  rows?: number
}

export const LoadingRows = ({ rows = 6 }: LoadingRowsProps) => {
  const t = useTranslations('kit')
  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      <ul className={classes.rows} aria-hidden="true">
        {Array.from({ length: rows }, (_, row) => `row-${row}`).map((row) => (
          <li key={row}>
            {BONES.map((bone) => (
              <span key={bone} className={classes.bone} />
            ))}
          </li>
        ))}
      </ul>
    </div>
  )
}
