'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { ApiNotice } from '../providers/ApiProblem.tsx'
import classes from './keeping/keeping.module.css'

interface MoreRowsProps {
  list: {
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    error: unknown
    fetchNextPage: () => unknown
  }
}

/** The next page of a list, below the rows that stand. */
export const MoreRows = ({ list }: MoreRowsProps) => {
  const t = useTranslations('stock')
  if (!list.hasNextPage) return null
  return (
    <div className={classes.more}>
      {list.isFetchNextPageError ? <ApiNotice error={list.error} /> : null}
      <Button busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
        {t('more')}
      </Button>
    </div>
  )
}
