'use client'

import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import classes from './my-day.module.css'

/** The day before it is there: the same places, empty. */
export const DayLoading = () => (
  <div className={classes.columns} data-today="true">
    <div className={classes.first}>
      <div className={classes.nowBone} aria-hidden="true" />
    </div>
    <LoadingRows rows={8} />
  </div>
)
