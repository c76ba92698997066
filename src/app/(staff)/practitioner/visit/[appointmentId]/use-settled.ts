'use client'

import { useIsFetching } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

const AT_MOST_MS = 1_500
/** As long as it takes the parts to ask for what they show. */
const ASKED_MS = 50

/** Whether what the screen asked for at first is there, or has been waited for long enough. Then it stays so. */
export const useSettled = (): boolean => {
  const onTheirWay = useIsFetching() > 0
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    if (settled) return
    const timer = window.setTimeout(() => setSettled(true), onTheirWay ? AT_MOST_MS : ASKED_MS)
    return () => window.clearTimeout(timer)
  }, [onTheirWay, settled])
  return settled
}
