'use client'

import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { BodyArea } from '#domain/body/area.ts'
import { AreaPicker } from '#ui/clinic/body-map/AreaPicker.tsx'
import kit from '#ui/kit/kit.module.css'
import classes from './book.module.css'

interface WhereQuestionProps {
  areas: readonly BodyArea[]
  /** Where "decide in the room" leads. */
  roomHref: string
  /** The address with this question open; the chosen places are added to it. */
  bareHref: string
}

const withAreas = (href: string, areaIds: readonly string[]): string =>
  `${href}${href.includes('?') ? '&' : '?'}areas=${encodeURIComponent(areaIds.join(','))}`

/** Where on the body, by everyday names or on the map; not to know is an answer too. */
export const WhereQuestion = ({ areas, roomHref, bareHref }: WhereQuestionProps) => {
  const t = useTranslations('portal.book.where')
  const [areaIds, setAreaIds] = useState<readonly string[]>([])
  return (
    <>
      <p className={classes.hint}>{t('hint')}</p>
      <AreaPicker
        areas={areas}
        selectedIds={areaIds}
        onChange={setAreaIds}
        undecided={false}
        audience="patient"
        initialView="back"
      />
      <div className={classes.bar}>
        {areaIds.length === 0 ? null : (
          <Link className={kit.button} data-kind="primary" data-wide="true" href={withAreas(bareHref, areaIds)}>
            {t('goOn', { count: areaIds.length })}
          </Link>
        )}
        <Link className={kit.button} data-kind="plain" data-wide="true" href={roomHref} prefetch={false}>
          {t('undecided')}
        </Link>
      </div>
    </>
  )
}
