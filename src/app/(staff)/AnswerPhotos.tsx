'use client'

import Image from 'next/image'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { AnswerPhoto } from '#features/check-in/schema.ts'
import { formatDateTime, type TimeContext } from '#words/time.ts'
import classes from './answer-photos.module.css'

/** The photos that came with an answer, small; a press shows one as large as the place for it. Nothing that rings is covered. */
export const AnswerPhotos = ({ photos, time }: { photos: readonly AnswerPhoto[]; time: TimeContext }) => {
  const t = useTranslations('answer.read')
  if (photos.length === 0) return null
  return (
    <ul className={classes.photos}>
      {photos.map((photo, index) => (
        <OnePhoto
          key={photo.id}
          photo={photo}
          name={t('photo', {
            ...{ nth: index + 1, count: photos.length },
            when: formatDateTime(Date.parse(photo.atIso), time),
          })}
        />
      ))}
    </ul>
  )
}

const OnePhoto = ({ photo: { id, widthPx, heightPx }, name }: { photo: AnswerPhoto; name: string }) => {
  const t = useTranslations('answer.read')
  const [large, setLarge] = useState(false)
  const [failed, setFailed] = useState(false)
  return (
    <li data-large={large}>
      <button
        type="button"
        className={classes.photo}
        aria-expanded={large}
        onClick={() => {
          setLarge(!large)
          setFailed(false)
        }}
      >
        {failed ? (
          <span>{t('photoFailed')}</span>
        ) : (
          <Image
            src={`/api/photo/${id}`}
            alt={name}
            width={widthPx}
            height={heightPx}
            // what reduces pictures keeps them, and this one is kept nowhere else
            unoptimized
            onError={() => setFailed(true)}
          />
        )}
        <span className={classes.more}>{t(large ? 'smaller' : 'larger')}</span>
      </button>
    </li>
  )
}
