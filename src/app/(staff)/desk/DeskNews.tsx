'use client'

import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import classes from './desk.module.css'
import type { News } from './desk-context.ts'

const SHOWN_MS = 12_000

/** What was just done, with the way back; what can be undone can also be put right in its panel later. */
export const DeskNews = ({ news, onClose }: { news: News | null; onClose: () => void }) => {
  const t = useTranslations()
  useEffect(() => {
    if (news === null) return
    const timer = setTimeout(onClose, SHOWN_MS)
    return () => clearTimeout(timer)
    // another piece of news has its own time
  }, [news, onClose])
  return (
    <div className={classes.news} role="status">
      {news === null ? null : (
        <div className={classes.newsBox}>
          <Icon name="check" size={18} />
          <span>{news.words}</span>
          {news.undo === undefined ? null : (
            <Button
              kind="quiet"
              onClick={() => {
                onClose()
                news.undo?.()
              }}
            >
              {t('desk.undo')}
            </Button>
          )}
          <Button kind="quiet" onClick={onClose} aria-label={t('common.close')}>
            <Icon name="close" size={14} />
          </Button>
        </div>
      )}
    </div>
  )
}
