'use client'

import { useTranslations } from 'use-intl/react'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDate } from '#words/time.ts'
import { usePlace } from '../../../use-place.ts'
import { useAreaName } from '../use-area-name.ts'
import classes from '../visit.module.css'
import { useVisit } from '../visit-context.ts'
import { LeaveForm } from './LeaveForm.tsx'
import { useStanding } from './use-standing.ts'

/** Needles that stay in on purpose: which, until when, signed by whom; and the one way to say so (Z14). */
export const LeaveInPlace = () => {
  const t = useTranslations('safety.leave')
  const place = usePlace()
  const { data, treats } = useVisit()
  const areaName = useAreaName()
  const standing = useStanding()
  const agreement = standing?.texts.find(({ key }) => key === 'left-in-place-agreement')
  return (
    <>
      {(standing?.leftInPlace ?? []).map((left) => (
        <Notice
          key={left.id}
          tone="due"
          title={t('stays', {
            needles: left.needles,
            area: areaName(left.areaId),
            day: formatDate(left.removalOn, place.locale),
          })}
        >
          {t('signedBy', { name: left.signedName })} {t(`given.${left.leaflet === 'mail' ? 'mail' : 'paper'}`)}
        </Notice>
      ))}
      {treats && data.encounter?.needlesOutAt == null && agreement !== undefined ? (
        <details className={classes.unused}>
          <summary>{t('title')}</summary>
          <div className={classes.unusedBody}>
            <LeaveForm agreement={agreement} />
          </div>
        </details>
      ) : null}
    </>
  )
}
