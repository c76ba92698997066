'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import classes from './desk.module.css'
import type { News } from './desk-context.ts'

const SHOWN_MS = 12_000

interface DeskNewsProps {
  news: News | null
  /** `held`: the focus was on it. */
  onClose: (held: boolean) => void
}

/** What was just done, with the way back; what can be undone can also be put right in its panel later. */
export const DeskNews = ({ news, onClose }: DeskNewsProps) => {
  const t = useTranslations()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (news === null) return
    const timer = setTimeout(() => {
      // it does not go from under the keyboard
      if (!place.current?.contains(document.activeElement)) onClose(false)
    }, SHOWN_MS)
    return () => clearTimeout(timer)
    // another piece of news has its own time
  }, [news, onClose])
  const close = () => onClose(place.current?.contains(document.activeElement) ?? false)
  return (
    <div ref={place} className={classes.news} role="status">
      {news === null ? null : (
        <div className={classes.newsBox}>
          <Icon name="check" size={18} />
          <span>{news.words}</span>
          {news.undo === undefined ? null : (
            <Button
              kind="quiet"
              onClick={() => {
                close()
                news.undo?.()
              }}
            >
              {t('desk.undo')}
            </Button>
          )}
          <Button kind="quiet" onClick={close} aria-label={t('common.close')}>
            <Icon name="close" size={14} />
          </Button>
        </div>
      )}
    </div>
  )
}
