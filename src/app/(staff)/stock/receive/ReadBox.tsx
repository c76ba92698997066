'use client'

import Link from 'next/link'
import { type FormEvent, type MouseEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { CameraReader } from '#ui/kit/scan/CameraReader.tsx'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import classes from './receive.module.css'
import type { Aside, Reading } from './use-reading.ts'

interface ReadBoxProps {
  reading: Reading
  onWriteDown: (event: MouseEvent<HTMLElement>) => void
  onByHand: (event: MouseEvent<HTMLElement>) => void
}

/** Where a label is read: a scanner anywhere on the screen, what is typed here, or a box without any code. */
export const ReadBox = ({ reading, onWriteDown, onByHand }: ReadBoxProps) => {
  const t = useTranslations('delivery')
  const [typed, setTyped] = useState('')
  const word = useTranslations('kit.camera')
  const [camera, setCamera] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === '') return
    reading.read(typed)
    setTyped('')
  }
  return (
    <section className={classes.read} aria-label={t('scan')}>
      <form className={classes.readLine} onSubmit={submit}>
        <TextField
          label={t('scan')}
          hint={t('scanHint')}
          required
          maxLength={1000}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button type="submit" busy={reading.busy}>
          {t('read')}
        </Button>
        <Button aria-expanded={camera} onClick={() => setCamera(!camera)}>
          {word('open')}
        </Button>
        <Button onClick={onByHand}>{t('byHand')}</Button>
      </form>
      {camera ? <CameraReader onRead={reading.read} onClose={() => setCamera(false)} /> : null}
      <div aria-live="polite">
        <AsideNotice aside={reading.aside} onForget={reading.forget} onWriteDown={onWriteDown} onByHand={onByHand} />
      </div>
    </section>
  )
}

interface AsideNoticeProps extends Pick<ReadBoxProps, 'onWriteDown' | 'onByHand'> {
  aside: Aside
  onForget: () => void
}

const AsideNotice = ({ aside, onForget, onWriteDown, onByHand }: AsideNoticeProps) => {
  const t = useTranslations('delivery')
  if (aside === null) return null
  if (aside.kind === 'refused')
    return (
      <div className={classes.read}>
        <ApiNotice error={aside.error} />
        <Link className={classes.link} href="/stock/scanner" prefetch={false}>
          {t('tryScanner')}
        </Link>
      </div>
    )
  if (aside.kind === 'heard') {
    const { heard } = aside
    const title = heard.what === 'one-more' ? t('heard.one-more', heard) : t(`heard.${heard.what}`, heard)
    return <Notice tone={heard.what === 'same-pack' ? 'info' : 'done'} role="status" title={title} />
  }
  if (aside.kind === 'unknown')
    return (
      <Notice tone="due" role="alert" title={t('unknown', { code: aside.gtin14 ?? aside.hibc ?? '' })}>
        <p>{t('unknownHint')}</p>
        <div className={classes.buttons}>
          <Button onClick={onWriteDown}>{t('writeDown')}</Button>
        </div>
      </Notice>
    )
  const title =
    aside.missing === 'lot'
      ? t('waitsForLot', { name: aside.productName ?? '' })
      : t('waitsForArticle', { lot: aside.lotNumber ?? '' })
  return (
    <Notice tone="due" role="status" title={title}>
      <p>{t('waitsHint')}</p>
      <div className={classes.buttons}>
        <Button onClick={onByHand}>{t('byHand')}</Button>
        <Button kind="quiet" onClick={onForget}>
          {t('dropHalf')}
        </Button>
      </div>
    </Notice>
  )
}
