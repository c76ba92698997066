'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { ApiErrorState } from '../../providers/ApiProblem.tsx'
import { MoreRows } from '../MoreRows.tsx'
import classes from './keeping.module.css'

interface ListStatesProps {
  list: Parameters<typeof MoreRows>[0]['list'] & {
    isPending: boolean
    isError: boolean
    isSuccess: boolean
    isFetching: boolean
    refetch: () => unknown
  }
  /** How many rows are shown. */
  count: number
  /** What is said when there are none. */
  empty: ReactNode
  children: ReactNode
}

/** Rows, with what stands in their place while there are none, and the way to more of them. */
export const ListStates = ({ list, count, empty, children }: ListStatesProps) => (
  <>
    {list.isPending ? <LoadingRows rows={6} /> : null}
    {list.isError && count === 0 ? (
      <ApiErrorState error={list.error} onTryAgain={() => void list.refetch()} busy={list.isFetching} />
    ) : null}
    {list.isSuccess && count === 0 ? empty : null}
    {count > 0 ? children : null}
    <MoreRows list={list} />
  </>
)

/** Said once, where the next look falls. */
export const Told = ({ children }: { children: ReactNode }) => {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // in newer browsers scrolling answers with a promise, which is no way to clean up
    void place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={place} className={classes.told}>
      <Notice tone="done" role="status" title={children} />
    </div>
  )
}
