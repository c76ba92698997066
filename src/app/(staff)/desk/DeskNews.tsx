'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import classes from './desk.module.css'
import type { News } from './desk-context.ts'

/** What was just done, with the way back. It covers nothing that is worked with and waits to be closed. */
export const DeskNews = ({ news, onClose }: { news: News | null; onClose: () => void }) => {
  const t = useTranslations()
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
