'use client'

import Image from 'next/image'
import { type ChangeEvent, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import classes from './photos.module.css'
import { type ChosenPhoto, type LeftOut, type SentWith, usePhotos } from './use-photos.ts'

interface PhotoStepProps {
  sentWith: SentWith
  /** How many came with this answer before. */
  already: number
  isEmergency: boolean
}

/** The answer is with the clinic; whoever wishes adds photos to it, and whatever becomes of them, it stays there. */
export const PhotoStep = ({ sentWith, already, isEmergency }: PhotoStepProps) => {
  const t = useTranslations('photo')
  const [library, camera] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)]
  const { photos, room, opening, sending, leftOut, choose, send, remove } = usePhotos(sentWith, already)
  const toSend = photos.filter(({ state }) => state !== 'sent').length
  const sent = already + photos.length - toSend
  const onChange = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    void choose([...(currentTarget.files ?? [])])
    // the same one can be chosen once more
    currentTarget.value = ''
  }
  const input = { type: 'file', accept: 'image/*', hidden: true, onChange } as const
  return (
    <section className={classes.photos} aria-labelledby="photos">
      <h2 id="photos">{t('title')}</h2>
      <p>{t(isEmergency ? 'whyEmergency' : 'why')}</p>
      <p className={classes.soft}>{t('private')}</p>
      <noscript>
        <p>{t('noScripts')}</p>
      </noscript>
      {photos.length === 0 ? null : (
        <ul className={classes.list}>
          {photos.map((photo, index) => (
            <Chosen key={photo.id} photo={photo} nth={index + 1} locked={sending} onRemove={() => remove(photo.id)} />
          ))}
        </ul>
      )}
      <NotTaken leftOut={leftOut} />
      <input {...input} ref={library} multiple aria-label={t('choose')} />
      <input {...input} ref={camera} capture="environment" aria-label={t('take')} />
      {room <= 0 ? null : (
        <div className={classes.ways}>
          <span className={classes.camera}>
            <Button wide disabled={sending} busy={opening} onClick={() => camera.current?.click()}>
              {t('take')}
            </Button>
          </span>
          <Button wide disabled={sending} busy={opening} onClick={() => library.current?.click()}>
            {t('choose')}
          </Button>
        </div>
      )}
      {toSend === 0 ? null : (
        <Button kind="primary" wide busy={sending} onClick={() => void send()}>
          {t('send', { count: toSend })}
        </Button>
      )}
      <p role="status" className={classes.soft}>
        {sending ? t('sending') : opening ? t('opening') : sent === 0 ? '' : t('arrived', { count: sent })}
      </p>
    </section>
  )
}

interface ChosenProps {
  photo: ChosenPhoto
  nth: number
  locked: boolean
  onRemove: () => void
}

const Chosen = ({ photo: { preview, state, problem }, nth, locked, onRemove }: ChosenProps) => {
  const t = useTranslations('photo')
  return (
    <li className={classes.chosen}>
      <Image src={preview} alt={t('nth', { nth })} width={96} height={96} unoptimized />
      <div className={classes.what}>
        <p>{t(`state.${state}`)}</p>
        {state === 'failed' ? <p role="alert">{problem ?? t('notThere')}</p> : null}
        {state === 'sent' ? null : (
          <Button kind="quiet" disabled={locked} aria-label={t('removeNth', { nth })} onClick={onRemove}>
            {t('remove')}
          </Button>
        )}
      </div>
    </li>
  )
}

/** What cannot be taken, and what to do instead; nothing else is lost by it. */
const NotTaken = ({ leftOut: { names, tooMany } }: { leftOut: LeftOut }) => {
  const t = useTranslations('photo')
  if (names.length === 0 && tooMany === 0) return null
  return (
    <Notice tone="due" role="alert" title={t('leftOut')}>
      {names.map((name) => (
        <p key={name}>{t('unreadable', { name })}</p>
      ))}
      {tooMany === 0 ? null : <p>{t('tooMany', { count: tooMany })}</p>}
    </Notice>
  )
}
