'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '../Button.tsx'
import { Notice } from '../Notice.tsx'
import classes from './camera.module.css'
import { useCamera } from './use-camera.ts'

interface CameraReaderProps {
  onRead: (raw: string) => void
  onClose: () => void
}

/** The camera's picture with what it is doing; each code that comes before it is read once. */
export const CameraReader = ({ onRead, onClose }: CameraReaderProps) => {
  const t = useTranslations('kit.camera')
  const { video, state } = useCamera(onRead)
  const works = state === 'starting' || state === 'reading'
  return (
    <div className={classes.camera}>
      {works ? (
        <>
          <video ref={video} className={classes.picture} muted playsInline aria-label={t('picture')} />
          <p role="status" className={classes.state}>
            {t(state)}
          </p>
        </>
      ) : (
        <Notice tone="due" role="alert" title={t(state)} />
      )}
      <Button onClick={onClose}>{t('close')}</Button>
    </div>
  )
}
