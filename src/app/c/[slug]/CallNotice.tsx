'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { Notice } from '#ui/kit/Notice.tsx'
import { problemOf, refusalsOf } from '../../providers/problem.ts'
import classes from './pages.module.css'

/** After a press that did not work: what was said, in sight and read aloud. A refusal is no danger, only a no. */
export const CallNotice = ({ error }: { error: unknown }) => {
  const t = useTranslations('shell')
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  const refusals = refusalsOf(error)
  const sentences = refusals.length > 0 ? refusals.map(({ sentence }) => sentence) : [t(`problem.${problemOf(error)}`)]
  return (
    <div ref={place} tabIndex={-1} className={classes.said}>
      <Notice tone={refusals.length > 0 ? 'due' : 'danger'} role="alert" title={sentences.join(' ')} />
    </div>
  )
}
